// What a page shows, measured where it is shown. Each function answers with the problems found, in sentences; none is good.
// Lengths are points of the figure, whatever the page's zoom. ink() is why text boxes are not those of the font: two lines may
// share the room of their line spacing, but no ink.

const relgraph = (() => {
  const svg = document.querySelector('svg');
  const tolerance = 0.7;

  // box is where a node stands. The figure has no transforms, so its own units are those of the page.
  const box = node => {
    const b = node.getBBox();
    return {left: b.x, top: b.y, right: b.x + b.width, bottom: b.y + b.height};
  };
  const texts = () => [...svg.querySelectorAll('text, path[role=img]')];
  const says = node => node.localName === 'text' ? node.textContent : node.getAttribute('aria-label');
  const groupOf = node => node.closest('g[id]'); // the nearest one that can be named
  const named = node => `"${says(node)}" in ${groupName(node)}`;
  const groupName = node => groupOf(node) ? '#' + groupOf(node).id : 'the figure';
  const round = v => Math.round(v * 100) / 100;

  const pen = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas').getContext('2d');

  // ink is the box of what is drawn of a text. A path is ink itself; for letters the canvas knows how far they rise and fall.
  function ink(node) {
    const b = box(node);
    if (node.localName !== 'text') return b;
    const style = getComputedStyle(node);
    pen.font = `${style.fontWeight} 100px ${style.fontFamily}`;
    const size = parseFloat(node.getAttribute('font-size')), y = parseFloat(node.getAttribute('y'));
    let up = 0, down = 0;
    for (const run of node.querySelectorAll('tspan').length ? node.querySelectorAll('tspan') : [node]) {
      pen.font = `${getComputedStyle(run).fontWeight} 100px ${getComputedStyle(run).fontFamily}`;
      const m = pen.measureText(run.textContent);
      up = Math.max(up, m.actualBoundingBoxAscent);
      down = Math.max(down, m.actualBoundingBoxDescent);
    }
    return {left: b.left, right: b.right, top: y - up * size / 100, bottom: y + down * size / 100};
  }

  const overlap = (a, b) => Math.min(Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const outside = (a, b) => Math.max(b.left - a.left, b.top - a.top, a.right - b.right, a.bottom - b.bottom);

  function view() {
    const v = svg.viewBox.baseVal;
    return {left: v.x, top: v.y, right: v.x + v.width, bottom: v.y + v.height};
  }

  // boxes: every text within the box it is written in and on the page, and no two texts over each other.
  function boxes() {
    const found = [];
    const inks = texts().map(node => ({node, ink: ink(node)}));
    if (inks.length < 5) found.push(`only ${inks.length} texts in the figure`);
    const page = view();
    for (const t of inks) {
      const off = outside(t.ink, page);
      if (off > tolerance) found.push(`text ${named(t.node)} leaves the page by ${round(off)} pt`);
    }
    for (const group of svg.querySelectorAll('g.actor, g.voice')) {
      const frame = group.querySelector(':scope > rect, :scope > path:not([role])');
      const inner = inks.filter(t => t.node.closest('g.actor, g.voice') === group);
      if (!inner.length) found.push(`box #${group.id} says nothing`);
      for (const t of inner) {
        const off = outside(t.ink, box(frame));
        if (off > tolerance) found.push(`text ${named(t.node)} leaves its box by ${round(off)} pt`);
      }
    }
    for (let i = 0; i < inks.length; i++) {
      for (let j = i + 1; j < inks.length; j++) {
        const over = overlap(inks[i].ink, inks[j].ink);
        if (over > tolerance) found.push(`texts ${named(inks[i].node)} and ${named(inks[j].node)} overlap by ${round(over)} pt`);
      }
    }
    return found;
  }

  // lines: no line of a contact runs through letters, but where these have a halo to stand off from it.
  function lines() {
    const found = [];
    const inks = texts().filter(node => node.getAttribute('paint-order') !== 'stroke').map(node => ({node, ink: ink(node)}));
    for (const path of svg.querySelectorAll('g.contact > path[fill=none], g.tell > path[fill=none]')) {
      const length = path.getTotalLength(), hit = new Set();
      for (let at = 0; at <= length; at += 1) {
        const p = path.getPointAtLength(at);
        const dot = {left: p.x - 0.2, right: p.x + 0.2, top: p.y - 0.2, bottom: p.y + 0.2};
        for (const t of inks) if (outside(dot, t.ink) < -0.5) hit.add(t);
      }
      for (const t of hit) found.push(`a line of #${groupOf(path).id} runs through text ${named(t.node)}`);
    }
    return found;
  }

  // contrast: each text stands off from what is below it by 4.5 to 1, the least that WCAG 2 asks for in 1.4.3.
  function contrast() {
    const luminance = colour => {
      const [r, g, b] = [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16) / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const found = [], below = [];
    for (const node of svg.querySelectorAll('rect, text')) {
      if (node.localName === 'rect') {
        if (node.getAttribute('fill') !== 'none') below.push({box: box(node), fill: node.getAttribute('fill')});
        continue;
      }
      const at = box(node), paper = below.findLast(r => outside(at, r.box) < tolerance), fill = node.getAttribute('fill');
      if (!paper) { found.push(`text ${named(node)} stands on nothing`); continue; }
      const [light, dark] = [luminance(fill), luminance(paper.fill)].sort((a, b) => b - a);
      const ratio = (light + 0.05) / (dark + 0.05);
      if (ratio < 4.5) found.push(`text ${named(node)}, ${fill} on ${paper.fill}, has a contrast of ${round(ratio)}`);
    }
    return found;
  }

  // lengths: each text is as long as it was measured at, and would be so without being held to it.
  async function lengths(embedded) {
    const found = [];
    await document.fonts.ready;
    if (document.fonts.status !== 'loaded') found.push(`the fonts of the figure are ${document.fonts.status}`);
    const faces = [...document.fonts];
    if (embedded && !faces.length) found.push('the figure carries no font');
    if (!embedded && faces.length) found.push(`the figure carries ${faces.length} fonts, want none`);
    for (const face of faces) {
      if (face.status !== 'loaded') found.push(`font ${face.family} ${face.weight} is ${face.status}`);
    }
    const held = [...svg.querySelectorAll('text[textLength]')].map(node => ({node, want: parseFloat(node.getAttribute('textLength'))}));
    const measure = () => held.map(h => h.node.getComputedTextLength()); // all at once: each change has the page laid out anew
    measure().forEach((is, i) => {
      if (Math.abs(is - held[i].want) > 1) found.push(`text ${named(held[i].node)} is ${round(is)} pt long, measured ${held[i].want}`);
    });
    if (embedded) {
      for (const h of held) h.node.removeAttribute('textLength');
      measure().forEach((free, i) => {
        const want = held[i].want;
        if (/\p{Extended_Pictographic}/u.test(held[i].node.textContent)) return; // set in a font of the reader's machine
        if (Math.abs(free - want) > Math.max(0.3, want / 200)) found.push(`text ${named(held[i].node)} would be ${round(free)} pt long, measured ${want}`);
      });
      for (const h of held) h.node.setAttribute('textLength', h.want);
    }
    if (!held.length && svg.querySelectorAll('text').length > 5) found.push('no text is held to its length');
    return found;
  }

  // alone: the figure fetches nothing, runs nothing, and has no id twice and no reference that leads nowhere.
  function alone() {
    const found = [];
    for (const e of performance.getEntriesByType('resource')) {
      if (!e.name.startsWith('data:') && !e.name.endsWith('/favicon.ico')) found.push(`the page fetches ${e.name}`);
    }
    if (svg.querySelector('[transform]')) found.push('the figure has a transform, for which lengths are not measured here');
    if (svg.querySelector('script, foreignObject, image, use, iframe')) found.push('the figure has an element that it must not have');
    for (const node of svg.querySelectorAll('*')) {
      for (const a of node.attributes) if (/^on/i.test(a.name)) found.push(`#${node.id} has the attribute ${a.name}`);
    }
    const ids = new Set();
    for (const node of document.querySelectorAll('[id]')) {
      if (ids.has(node.id)) found.push(`id "${node.id}" stands twice`);
      ids.add(node.id);
    }
    for (const node of document.querySelectorAll('[aria-labelledby], [aria-describedby]')) {
      for (const attr of ['aria-labelledby', 'aria-describedby']) {
        for (const id of (node.getAttribute(attr) ?? '').split(/\s+/).filter(Boolean)) {
          if (!ids.has(id)) found.push(`${attr} names "${id}", which is not there`);
        }
      }
    }
    return found;
  }

  // fragment says what is wrong with a text fragment: text=[prefix-,]start[,end][,-suffix], each in percent code.
  function fragment(href) {
    const directive = href.split('#:~:text=')[1];
    const terms = directive.split(',').filter(t => !t.endsWith('-') && !t.startsWith('-'));
    if (terms.length < 1 || terms.length > 2 || terms.some(t => !t)) return `has ${terms.length} words to find`;
    for (const t of directive.split(',')) {
      const bare = t.replace(/^-|-$/g, '');
      if (/[-&,\s]/.test(bare)) return `has "${bare}" uncoded`;
      try { decodeURIComponent(bare); } catch { return `has "${bare}", which is no percent code`; }
    }
    return '';
  }

  // links: each leads to an http address or to a part of the figure. Where claims are anchored, those of a contact's references and
  // of a source's passages lead to the words.
  function links(anchored) {
    const found = [];
    const all = [...svg.querySelectorAll('a')];
    for (const a of all) {
      const href = a.getAttribute('href') ?? '', text = linkText(a);
      const where = `link "${text}" in #${groupOf(a)?.id}`;
      if (!text) found.push(`${where} says nothing`);
      if (href.startsWith('#')) {
        if (!document.getElementById(decodeURIComponent(href.slice(1)))) found.push(`${where} leads to "${href}", which is not there`);
        continue;
      }
      if (!/^https?:\/\/[^/\s]/.test(href)) { found.push(`${where} leads to "${href}"`); continue; }
      if (href.includes('#:~:text=')) {
        const wrong = fragment(href);
        if (wrong) found.push(`${where}: the text fragment ${wrong}`);
      } else if (anchored && a.closest('g.contact, g.tell')) {
        found.push(`${where} leads to "${href}", not to the words`);
      }
      const b = a.getBoundingClientRect();
      if (!(b.width > 0 && b.height > 0)) found.push(`${where} has nothing to click on`);
    }
    if (anchored) {
      for (const group of svg.querySelectorAll('g.contact, g.tell')) {
        if (!group.querySelector('a')) found.push(`#${group.id} has no link to a source`);
      }
    }
    return found;
  }

  const linkText = a => a.textContent || a.querySelector('[aria-label]')?.getAttribute('aria-label');

  // stops are what the keyboard should reach, in order: parts with a name, and links.
  const stops = () => [...svg.querySelectorAll('[tabindex="0"], a[href]')];
  const stopName = node => node === null || node === document.body || node === document.documentElement ? '' :
    node.localName === 'a' ? `link ${linkText(node)}` : `part ${node.querySelector(':scope > title')?.textContent}`;
  const wanted = () => stops().map(stopName);
  const focused = () => stopName(document.activeElement);

  // names: a part that the keyboard stops at is named by its title.
  function names() {
    const found = [];
    const groups = [...svg.querySelectorAll('[tabindex="0"]')];
    if (!groups.length) found.push('the keyboard stops nowhere');
    for (const g of groups) {
      const title = g.querySelector(':scope > title');
      if (!title?.textContent.trim()) found.push(`part #${g.id} "${g.textContent.trim().slice(0, 40)}" has no title`);
      if (!g.getAttribute('role')) found.push(`part #${g.id} "${title?.textContent}" has no role`);
    }
    for (const id of ['title', 'desc']) {
      if (!svg.querySelector(`:scope > ${id}`)?.textContent.trim()) found.push(`the figure has no ${id}`);
    }
    return found;
  }

  // states maps each state of a contact to how its line and mark look when colours are taken away. Lengths are rounded, marks
  // are told by their shapes from the mark's middle.
  // A line's own pieces and the dot where the branches of a round meet are no marks.
  function states() {
    const looks = {};
    for (const g of svg.querySelectorAll('g.contact')) {
      if (g.classList.contains('affiliation')) continue;
      const state = g.classList[g.classList.length - 1];
      const line = g.querySelector(':scope > path[fill=none][stroke-width]');
      if (!line) continue;
      const width = n => parseFloat(n.getAttribute('stroke-width')).toFixed(1);
      const full = n => n.getAttribute('fill') === n.getAttribute('stroke');
      const apart = (a, b) => Math.hypot(a.cx.baseVal.value - b.cx.baseVal.value, a.cy.baseVal.value - b.cy.baseVal.value) > 6;
      const marks = [...g.querySelectorAll(':scope > circle, :scope > path:not([role])')].filter(n => {
        const b = n.getBBox();
        if (n.localName === 'circle') return !(full(n) && [...g.querySelectorAll(':scope > circle')].some(o => o !== n && parseFloat(o.getAttribute('r')) > parseFloat(n.getAttribute('r')) && apart(o, n)));
        return n.getAttribute('d').includes('Z') && n.getAttribute('stroke') && Math.max(b.width, b.height) < 12 && n !== line && n.getAttribute('stroke-dasharray') === null && Math.abs(b.width - b.height) < 2;
      }).map(n => {
        const b = n.getBBox(), hollow = n.getAttribute('fill') === 'none' ? 'open' : n.getAttribute('fill') === n.getAttribute('stroke') ? 'full' : 'hollow';
        const corners = (n.getAttribute('d') ?? '').replace(/[^A-Za-z]/g, '');
        return `${n.localName}${corners} ${hollow}`;
      });
      const look = `line ${width(line)} dash ${line.getAttribute('stroke-dasharray') ?? 'none'} mark ${marks.join('+') || 'none'}`;
      looks[state] ??= [];
      if (!looks[state].includes(look)) looks[state].push(look);
    }
    return looks;
  }

  // pixels compares the figure as the browser draws it with a picture of it. Letters are smoothed otherwise by each program, so that
  // single pixels differ; a word or a line that is missing or elsewhere shows in the mean of a small square.
  async function pixels(figure, picture) {
    const [drawn, made] = await Promise.all([figure, picture].map(src => new Promise((done, failed) => {
      const image = new Image();
      image.onload = () => done(image);
      image.onerror = () => failed(new Error(`${src} cannot be shown`));
      image.src = src;
    })));
    const {width, height} = made;
    const data = image => {
      const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
      [canvas.width, canvas.height] = [width, height];
      const pen = canvas.getContext('2d');
      pen.drawImage(image, 0, 0, width, height);
      return pen.getImageData(0, 0, width, height).data;
    };
    const a = data(drawn), b = data(made), side = 16;
    let worst = {mean: 0};
    for (let top = 0; top < height; top += side) {
      for (let left = 0; left < width; left += side) {
        let sum = 0, n = 0;
        for (let y = top; y < Math.min(top + side, height); y++) {
          for (let x = left; x < Math.min(left + side, width); x++) {
            const i = 4 * (y * width + x);
            for (const c of [0, 1, 2]) sum += a[i + c] - b[i + c];
            n += 3;
          }
        }
        const mean = Math.abs(sum / n);
        if (mean > worst.mean) worst = {mean, left, top};
      }
    }
    return {width, height, mean: round(worst.mean), left: worst.left ?? 0, top: worst.top ?? 0};
  }

  return {pixels, boxes, lines, contrast, lengths, alone, links, wanted, focused, names, states, stops};
})();
