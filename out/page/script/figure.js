// The figure: its lines answer to pointer and keys, what is left out stays in its place, pale, and it can be looked at closely.
import {all, byId, button, data, draw, make, root, rtl, tie} from './data.js';
import {fewer, known, parties} from './choose.js';
import {say} from './words.js';

const section = document.getElementById('figure');

/** @type {SVGSVGElement[]} */
export const figures = section ? /** @type {any} */ (all(section, 'figure > svg')) : [];

/** @type {Map<string, number>} */
export const numberOf = new Map(data.contacts.map((c, i) => ['contact-' + c.id, i]));

/** The groups of each contact, and of each actor: in panels there may be several. */
export const lines = data.contacts.map(() => /** @type {SVGGElement[]} */ ([]));
export const boxes = data.actors.map(() => /** @type {SVGGElement[]} */ ([]));

/** @type {Map<Element, {contact?: number, actor?: number}>} */
const meaning = new Map();

const actorOf = new Map(data.actors.map((a, i) => ['actor-' + a.id, i]));

for (const figure of figures) {
  for (const node of figure.querySelectorAll('g[id]')) {
    const group = /** @type {SVGGElement} */ (node), id = node.id.replace(/^figure\d*-/, '');
    const contact = numberOf.get(id), actor = actorOf.get(id);
    if (contact !== undefined) {
      lines[contact].push(group);
      meaning.set(group, {contact});
    } else if (actor !== undefined) {
      boxes[actor].push(group);
      meaning.set(group, {actor});
    }
  }
}

/** What a part of the figure stands for. @param {EventTarget | null} target */
export function meant(target) {
  for (let node = /** @type {Element | null} */ (target); node; node = node.parentElement) {
    const what = meaning.get(node);
    if (what) return {...what, group: /** @type {SVGGElement} */ (node)};
  }
  return null;
}

/** Lines are thin and letters small: a wider outline takes the pointer. Boxes are measured, so the figure has to be seen. */
function widen() {
  if (!figures[0]?.getBoundingClientRect().width || root.dataset.wide) return;
  root.dataset.wide = '1';
  for (const [group, what] of meaning) {
    if (what.actor !== undefined) continue;
    const texts = [...group.querySelectorAll(':scope > text, :scope > a > text')].map(t => /** @type {SVGGraphicsElement} */ (t).getBBox());
    const wide = [...group.querySelectorAll(':scope > .line')].map(l => draw('path', {d: l.getAttribute('d') ?? '', class: 'hit wide'}));
    if (texts.length) {
      const left = Math.min(...texts.map(b => b.x)), top = Math.min(...texts.map(b => b.y));
      const right = Math.max(...texts.map(b => b.x + b.width)), bottom = Math.max(...texts.map(b => b.y + b.height));
      const marked = group.querySelector(':scope > .mark') ? 11 : 2;
      group.querySelector(':scope > title')?.after(draw('rect', {x: left - marked, y: top - 2, width: right - left + marked + 3, height: bottom - top + 4, rx: 2, class: 'hit'}));
    }
    group.querySelector(':scope > title')?.after(...wide);
  }
}

/** One line of the figure is where Tab stops; arrows lead on from there, in the order of the file. */
const stops = () => [...meaning].filter(([g, w]) => g.hasAttribute('tabindex') && !g.classList.contains('pale') && w.actor === undefined).map(([g]) => /** @type {SVGGElement} */ (g));

/** @param {SVGGElement} [to] */
export function rove(to) {
  const list = stops(), at = to ?? list.find(g => g.getAttribute('tabindex') === '0') ?? list[0];
  for (const [g] of meaning) {
    const now = g.getAttribute('tabindex'), want = g === at ? '0' : '-1';
    if (now !== null && now !== want) g.setAttribute('tabindex', want);
  }
}

/** @param {KeyboardEvent} e */
function arrows(e) {
  const here = meant(e.target);
  const step = {ArrowDown: 1, ArrowUp: -1, ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1}[e.key];
  if (!here || !step || e.altKey || e.ctrlKey || e.metaKey) return;
  const list = stops(), at = list.indexOf(here.group), next = list[(at + step + list.length) % list.length];
  if (!next) return;
  e.preventDefault();
  rove(next);
  next.focus();
}

/** @param {SVGGElement | null} group */
function ring(group) {
  for (const old of all(document, 'svg .ring')) old.remove();
  if (!group?.matches(':focus-visible')) return;
  const b = group.getBBox();
  group.append(draw('rect', {x: b.x - 2, y: b.y - 2, width: b.width + 4, height: b.height + 4, rx: 3, class: 'ring'}));
}

/**
 * Shows what was chosen: lines that are left out are pale, and of a day before today as they were known then.
 * @param {import('./choose.js').Choice} found
 * @param {Set<number> | null} strong are the contacts of a step
 */
export function show(found, strong) {
  const shown = (/** @type {number} */ i) => strong ? strong.has(i) : found.shown[i];
  const stands = new Set();
  data.contacts.forEach((c, i) => {
    if (shown(i)) for (const a of parties(c)) stands.add(a);
    for (const g of lines[i]) {
      g.classList.toggle('pale', !shown(i));
      g.classList.toggle('later', found.perhaps[i] === 2);
      if (g.hasAttribute('aria-hidden') === shown(i)) {
        if (shown(i)) g.removeAttribute('aria-hidden');
        else g.setAttribute('aria-hidden', 'true');
      }
      const of = fewer(c);
      g.classList.toggle('part', of !== '');
      asks(g, shown(i) && !(c.x & tie) ? [of, found.perhaps[i] === 2 ? say('page.later') : ''].filter(Boolean).join(' ') : '');
      restate(g, c);
    }
  });
  boxes.forEach((groups, a) => { for (const g of groups) g.classList.toggle('pale', !stands.has(a)); });
  rove();
}

/** Puts words behind a label, such as "later?", or takes them away. @param {SVGGElement} group @param {string} what */
function asks(group, what) {
  if (what === (group.dataset.asks ?? '')) return;
  group.querySelector(':scope > .asks')?.remove();
  delete group.dataset.asks;
  if (!what) return;
  group.dataset.asks = what;
  const texts = [...group.querySelectorAll(':scope > text')], last = texts[texts.length - 1];
  if (!last) return;
  const b = /** @type {SVGGraphicsElement} */ (last).getBBox();
  const words = draw('text', {class: 'asks', x: b.x + b.width + 3, y: last.getAttribute('y') ?? 0});
  words.textContent = what;
  group.append(words);
}

/** Draws a contact in the state that it had at the chosen stop. @param {SVGGElement} group @param {import('./data.js').Contact} c */
function restate(group, c) {
  const [s] = known(c), then = data.states[s], look = data.looks?.[then];
  const was = group.dataset.then ?? '';
  const want = s >= 0 && s !== c.s && look ? then : '';
  if (was === want) return;
  group.dataset.then = want;
  for (const n of group.querySelectorAll(':scope > .then')) n.remove();
  for (const n of all(group, ':scope > .mark')) n.toggleAttribute('hidden', !!want);
  for (const line of group.querySelectorAll(':scope > .line')) {
    for (const [attr, value] of [['stroke-width', look?.width ?? ''], ['stroke-dasharray', look?.dash ?? '']]) {
      if (!line.hasAttribute('data-' + attr)) line.setAttribute('data-' + attr, line.getAttribute(attr) ?? '');
      const now = want ? value : line.getAttribute('data-' + attr) ?? '';
      if (now) line.setAttribute(attr, now);
      else line.removeAttribute(attr);
    }
  }
  const mark = /** @type {SVGGraphicsElement | null} */ (group.querySelector(':scope > .mark'));
  if (!want || !mark) return;
  mark.removeAttribute('hidden');
  const b = mark.getBBox();
  mark.setAttribute('hidden', '');
  group.append(draw('use', {class: 'then', href: '#mark-' + then, x: b.x + b.width / 2 - 13, y: b.y + b.height / 2 - 5}));
}

// Pan and zoom change what part of the figure its frame shows.

/** @type {Map<SVGSVGElement, {x: number, y: number, w: number, h: number}>} */
const whole = new Map(figures.map(f => [f, {x: f.viewBox.baseVal.x, y: f.viewBox.baseVal.y, w: f.viewBox.baseVal.width, h: f.viewBox.baseVal.height}]));

/** @param {SVGSVGElement} f @param {number} x @param {number} y @param {number} w */
function look(f, x, y, w) {
  const all = whole.get(f);
  if (!all) return;
  const width = Math.min(all.w, Math.max(all.w / 12, w)), height = width * all.h / all.w;
  const clamp = (/** @type {number} */ v, /** @type {number} */ from, /** @type {number} */ to) => Math.min(Math.max(v, from), Math.max(from, to));
  f.setAttribute('viewBox', [clamp(x, all.x, all.x + all.w - width), clamp(y, all.y, all.y + all.h - height), width, height].map(v => v.toFixed(2)).join(' '));
  f.classList.toggle('near', width < all.w - 0.5);
  fitted();
}

/** @param {number} by @param {SVGSVGElement} [f] @param {{x: number, y: number}} [at] stays where it is, in the figure's units */
export function zoom(by, f = middle(), at) {
  if (!f) return;
  const v = f.viewBox.baseVal, all = whole.get(f);
  const p = at ?? {x: v.x + v.width / 2, y: v.y + v.height / 2};
  const w = Math.min(all?.w ?? v.width, Math.max((all?.w ?? v.width) / 12, v.width / by)), share = w / v.width;
  look(f, p.x - (p.x - v.x) * share, p.y - (p.y - v.y) * share, w);
}

export function fit() {
  for (const [f, v] of whole) look(f, v.x, v.y, v.w);
}

/** The figure that is nearest to the middle of the window. */
function middle() {
  const off = (/** @type {Element} */ f) => { const b = f.getBoundingClientRect(); return Math.max(b.top - innerHeight / 2, innerHeight / 2 - b.bottom, 0); };
  return figures.reduce((a, b) => off(b) < off(a) ? b : a, figures[0]);
}

/** @param {SVGSVGElement} f @param {{clientX: number, clientY: number}} e */
function point(f, e) {
  const m = f.getScreenCTM();
  return m ? new DOMPoint(e.clientX, e.clientY).matrixTransform(m.inverse()) : new DOMPoint();
}

/** @type {HTMLButtonElement | undefined} */
let fitButton;

function fitted() {
  const near = figures.some(f => f.classList.contains('near'));
  if (fitButton) fitButton.disabled = !near;
}

/** Follows fingers and the pressed mouse. @param {SVGSVGElement} f */
function handle(f) {
  /** @type {Map<number, {clientX: number, clientY: number}>} */
  const down = new Map();
  let moved = false;
  f.addEventListener('pointerdown', e => { down.set(e.pointerId, e); moved = false; });
  f.addEventListener('pointermove', e => {
    const before = down.get(e.pointerId);
    if (!before || !f.classList.contains('near') && down.size < 2) return;
    const others = [...down].filter(([id]) => id !== e.pointerId).map(([, p]) => p);
    if (!moved && Math.hypot(e.clientX - before.clientX, e.clientY - before.clientY) < 4) return;
    moved = true;
    f.setPointerCapture(e.pointerId);
    if (others.length) {
      const far = (/** @type {{clientX: number, clientY: number}} */ p) => Math.hypot(p.clientX - others[0].clientX, p.clientY - others[0].clientY);
      zoom(far(e) / Math.max(1, far(before)), f, point(f, others[0]));
    } else {
      const a = point(f, before), b = point(f, e), v = f.viewBox.baseVal;
      look(f, v.x + a.x - b.x, v.y + a.y - b.y, v.width);
    }
    down.set(e.pointerId, e);
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) f.addEventListener(end, e => down.delete(/** @type {PointerEvent} */ (e).pointerId));
  f.addEventListener('click', e => { if (moved) { e.stopPropagation(); e.preventDefault(); moved = false; } }, true);
  f.addEventListener('wheel', e => {
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    zoom(Math.exp(-e.deltaY / 300), f, point(f, e));
  }, {passive: false});
  f.addEventListener('dblclick', e => zoom(1.6, f, point(f, e)));
}

/**
 * Makes the figure answer.
 * @param {(what: {contact?: number, actor?: number}) => void} open
 * @param {(what: {contact?: number, actor?: number} | null) => void} over
 */
export function begin(open, over) {
  if (!section || !figures.length) return;
  for (const f of figures) {
    handle(f);
    for (const a of f.querySelectorAll('a')) a.setAttribute('tabindex', '-1'); // the card has these links
    f.addEventListener('click', e => {
      const what = meant(e.target), to = /** @type {Element} */ (e.target).closest('a');
      if (to && /^https?:/.test(to.getAttribute('href') ?? '') || !what) return;
      e.preventDefault();
      open(what);
    });
    f.addEventListener('keydown', e => {
      const what = meant(e.target);
      if (what && (e.key === 'Enter' || e.key === ' ')) {
        e.preventDefault();
        open(what);
      } else arrows(e);
    });
    f.addEventListener('pointerover', e => over(meant(e.target)));
    f.addEventListener('pointerleave', () => over(null));
    f.addEventListener('focusin', e => { const what = meant(e.target); over(what); ring(what?.group ?? null); if (what) rove(what.group); });
    f.addEventListener('focusout', () => { over(null); ring(null); });
  }
  const bar = byId('zoom');
  fitButton = button(say('page.fit'), fit, {disabled: true});
  bar.append(make('span', {}, say('page.zoom-hint')), button(say('page.zoom-in'), () => zoom(1.4)), button(say('page.zoom-out'), () => zoom(1 / 1.4)), fitButton);
  bar.hidden = false;
  new ResizeObserver(widen).observe(section);
  widen();
  rove();
}
