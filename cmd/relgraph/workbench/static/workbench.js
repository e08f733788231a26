// The workbench in the browser: shows what the server has, and sends answers.
import {element, get, inTurn, made, onKeys, say, send as sent, setText, tell, whenMarked, worded} from './shared.js';
import * as coding from './coding.js';

/** @typedef {import('./shared.js').Problem} Problem */
/** @typedef {{id: string, says: string, document?: string, due: boolean, doubted?: boolean, anchored?: boolean}} Row */
/** @typedef {{version: number, revision: number, name: string, fixed?: string, failed?: string, page: number, copies: boolean, by?: string, problems: Problem[], claims: Row[]}} State */
/** @typedef {{column: string, text: string, about: string, words?: string[]}} Cell */
/** @typedef {{name: string, title: string, ask: string, says: string, cells: Cell[]}} Question */
/** @typedef {{id: string, seen: string, place: string, questions: Question[], checked?: string, doubt?: string, note?: string, document: string, passage: string, text: {start: number, text: string}[], start: number, length: number}} Claim */

let page = element('page', HTMLIFrameElement);
const rows = element('rows', HTMLOListElement);
const article = element('text', HTMLElement);
const form = element('row', HTMLFormElement);
const by = element('by', HTMLInputElement);
const due = element('due', HTMLInputElement);
const words = element('words', HTMLInputElement);
const move = element('move', HTMLButtonElement);
const anchor = element('anchor', HTMLButtonElement);

/** @type {State | null} */ let state = null;
/** @type {Claim | null} */ let claim = null;
/** @type {{start: number, length: number} | null} */ let marked = null;

/** Sends an answer; one about a row that somebody else has changed has the row shown anew. @param {string} name @param {object} body */
async function send(name, body) {
  const {ok, changed, done} = await sent(name, body);
  if (changed && claim) await show(claim.id);
  return ok ? done : null;
}

/** The revision of the page that is shown, or on its way. */
let drawn = 0;

/** Shows the page of a revision where and as the one before was: it takes its place when it is all there. @param {number} revision */
function redraw(revision) {
  drawn = revision;
  const fresh = /** @type {HTMLIFrameElement} */ (page.cloneNode()), old = page;
  fresh.id = 'page-to-come';
  fresh.className = 'to-come';
  fresh.src = `page?${revision}${old.contentWindow?.location.hash ?? ''}`;
  fresh.addEventListener('load', () => {
    if (drawn !== revision || !old.isConnected) return fresh.remove(); // a later one is on its way
    const was = old.contentWindow;
    fresh.contentWindow?.scrollTo({top: was?.scrollY ?? 0, left: was?.scrollX ?? 0, behavior: 'instant'});
    const had = document.activeElement === old;
    old.remove();
    fresh.id = 'page';
    fresh.className = '';
    page = fresh;
    movable(fresh);
    if (had) fresh.focus();
  });
  old.after(fresh);
}

// What changed.

async function refresh() {
  try {
    state = /** @type {State} */ (await get('state'));
  } catch (e) {
    say(String(e), true);
    return;
  }
  if (state.by) coding.named(state.by);
  element('name', HTMLElement).textContent = state.name;
  document.title = `${state.name} – relgraph`;
  if (!by.value && state.by) by.value = state.by;
  move.hidden = Boolean(state.fixed);
  for (const b of form.querySelectorAll('button')) b.disabled = Boolean(state.fixed) && !['before', 'next'].includes(b.id);
  if (state.failed) say(tell('desk.stale', {why: state.failed}), true);
  else if (state.fixed) say(state.fixed);
  if (state.page && state.page !== drawn) redraw(state.page);
  problems();
  list();
  if (wanted) await show(wanted, true);
  await coding.refresh(true);
}

function problems() {
  const all = state?.problems ?? [];
  const errors = all.filter((p) => p.severity === 'error').length;
  element('problems-head', HTMLElement).textContent = all.length ? tell('desk.problems-n', {errors, warnings: all.length - errors}) : tell('desk.nothing-wrong');
  element('problems', HTMLOListElement).replaceChildren(...all.map((p) => {
    const item = made('li', '', p.severity);
    const words = made('div', '');
    words.append(made('b', (p.severity === 'error' ? tell('desk.error') : p.severity === 'hint' ? tell('desk.hint') : tell('desk.warning')) + ' '), worded(p));
    item.append(made('div', [p.file, p.line, p.column].filter(Boolean).join(':'), 'where'), words);
    return item;
  }));
}

function listed() {
  return (state?.claims ?? []).filter((c) => !due.checked || c.due || c.id === claim?.id);
}

function list() {
  const whole = (state?.claims ?? []).length, open = (state?.claims ?? []).filter((c) => c.due).length;
  const meter = element('meter', HTMLMeterElement);
  meter.max = Math.max(1, whole);
  meter.value = whole - open;
  element('checked', HTMLElement).textContent = tell('desk.progress', {n: whole - open, all: whole});
  element('tab-desk', HTMLElement).textContent = open ? tell('desk.desk-n', {n: open}) : tell('desk.desk');
  rows.replaceChildren(...listed().map((c) => {
    const item = document.createElement('li');
    const button = made('button', c.says);
    button.setAttribute('type', 'button');
    button.setAttribute('aria-current', String(c.id === claim?.id));
    button.append(made('span', [c.id, c.due ? '' : tell('desk.is-checked'), c.doubted ? tell('desk.is-doubted') : '', c.anchored ? '' : tell('desk.no-passage')].filter(Boolean).join(' · '), 'where'));
    button.addEventListener('click', () => void show(c.id));
    item.append(button);
    return item;
  }));
}

// The desk.

/** The row, and what it said, that the answers are about. */
let was = '', changed = '';

/** The row that was asked for last. What comes late of another one is not shown. */
let wanted = '';
/** How often a row was asked for, and which of these times is shown. */
let times = 0, shown = 0;

/** @param {string} id @param {boolean} [quietly] */
async function show(id, quietly) {
  if (!quietly) wanted = id;
  const time = ++times;
  /** @type {Claim} */
  let got;
  try {
    got = await get(`claim?id=${encodeURIComponent(id)}`);
  } catch (e) {
    if (quietly) return;
    say(String(e), true);
    if (wanted === id) wanted = claim?.id ?? '';
    return;
  }
  if (id !== wanted || time < shown) return;
  [claim, shown] = [got, time];
  form.hidden = false;
  element('claim', HTMLElement).textContent = claim.id;
  element('place', HTMLElement).textContent = `${claim.place} · ${claim.document}`;
  element('passage', HTMLElement).textContent = claim.passage;
  element('standing', HTMLElement).textContent = [claim.checked, claim.doubt && tell('desk.doubt', {text: claim.doubt}), claim.note && tell('desk.note', {text: claim.note})].filter(Boolean).join(' · ');
  if (was !== claim.id || changed !== claim.seen) right.clear();
  [was, changed] = [claim.id, claim.seen];
  element('questions', HTMLElement).replaceChildren(...claim.questions.map(asked));
  claim.questions.forEach((q, n) => { if (right.has(q.name)) sets()[n]?.querySelector('.pair button')?.setAttribute('aria-pressed', 'true'); });
  stand(Math.max(0, claim.questions.findIndex((q) => !right.has(q.name))));
  text(claim);
  mark(null);
  list();
}

/** The questions that were answered with "right", by name; nothing is answered beforehand. @type {Set<string>} */
const right = new Set();
/** Which question the keys are about. */
let asking = 0;

/** @param {Question} q @param {number} n */
function asked(q, n) {
  const set = document.createElement('fieldset');
  const cells = made('div', '', 'cells');
  cells.hidden = true;
  const yes = /** @type {HTMLButtonElement} */ (made('button', tell('desk.right'))), no = /** @type {HTMLButtonElement} */ (made('button', tell('desk.wrong')));
  for (const b of [yes, no]) {
    b.type = 'button';
    b.setAttribute('aria-pressed', 'false');
  }
  yes.addEventListener('click', () => answer(n, true));
  no.addEventListener('click', () => answer(n, false));
  const buttons = made('span', '', 'pair');
  buttons.append(yes, no);
  const legend = made('legend', '');
  legend.append(made('kbd', String(n + 1)), ' ', q.title);
  const said = made('div', q.says, 'says');
  said.dir = 'auto';
  set.append(legend, said, made('div', q.ask, 'ask'), buttons, cells);
  for (const cell of q.cells) {
    const label = made('label', cell.column, 'cell');
    const input = document.createElement('input');
    input.value = cell.text;
    input.title = cell.about;
    input.dataset.column = cell.column;
    input.dir = 'auto';
    input.disabled = Boolean(state?.fixed);
    if (cell.words) {
      const offered = document.createElement('datalist');
      offered.id = `words-${cell.column}`;
      offered.append(...cell.words.map((w) => new Option(w, w)));
      input.setAttribute('list', offered.id);
      label.append(offered);
    }
    const about = claim?.id;
    input.addEventListener('change', () => inTurn(async () => {
      if (!claim || claim.id !== about || input.value === cell.text) return;
      const done = await send('correct', {id: claim.id, seen: claim.seen, column: cell.column, text: input.value});
      if (!done) input.value = cell.text;
      else await show(claim.id);
    }));
    label.append(input);
    if (cell.text) label.append(made('s', cell.text, 'was'));
    cells.append(label);
  }
  return set;
}

const sets = () => [...form.querySelectorAll('fieldset')];

/** Which question is next: its bar shows. @param {number} n */
function stand(n) {
  asking = Math.max(0, Math.min(n, sets().length - 1));
  sets().forEach((set, i) => set.classList.toggle('asking', i === asking));
  sets()[asking]?.scrollIntoView({block: 'nearest'});
}

/** Answers one question. When all are right, the row is. @param {number} n @param {boolean} is */
function answer(n, is) {
  const q = claim?.questions[n], set = sets()[n];
  if (!q || !set || state?.fixed) return;
  if (is) right.add(q.name);
  else right.delete(q.name);
  const [yes, no] = set.querySelectorAll('.pair button');
  yes?.setAttribute('aria-pressed', String(is));
  no?.setAttribute('aria-pressed', String(!is));
  const cells = /** @type {HTMLElement} */ (set.querySelector('.cells'));
  cells.hidden = is;
  stand(n);
  if (!is) return /** @type {HTMLInputElement} */ (cells.querySelector('input')).focus();
  const open = (claim?.questions ?? []).findIndex((one) => !right.has(one.name));
  if (open >= 0) stand(open);
  else inTurn(acts.check ?? (async () => {}));
}

/** @param {Claim} c */
function text(c) {
  if (c.text.length) setText(article, c.text, c);
  else article.replaceChildren(made('p', c.passage, 'hint'));
}

/** @param {{start: number, length: number} | null} m */
function mark(m) {
  marked = m;
  anchor.disabled = !m || Boolean(state?.fixed);
}

whenMarked(article, (m) => mark(m));

/** @param {number} step */
async function go(step) {
  const all = listed();
  const at = all.findIndex((c) => c.id === claim?.id);
  const to = all[at < 0 ? 0 : at + step];
  if (to) await show(to.id);
  else say(step > 0 ? tell('desk.last-row') : tell('desk.first-row'));
}

/** What the buttons and keys of the desk do. @type {Record<string, () => Promise<void>>} */
const acts = {
  async check() {
    if (!claim) return;
    const here = claim.id, all = listed(), at = all.findIndex((c) => c.id === here);
    if (!(await send('check', {id: claim.id, seen: claim.seen, by: by.value}))) {
      if (!by.value) by.focus();
      return;
    }
    const next = all[at + 1];
    if (next) await show(next.id);
    else await show(here);
  },
  async anchor() {
    if (!claim || !marked) return;
    if (await send('anchor', {id: claim.id, seen: claim.seen, ...marked})) await show(claim.id);
  },
  async doubt() {
    if (!claim) return;
    if (!words.value) {
      words.focus();
      return;
    }
    if (await send('doubt', {id: claim.id, seen: claim.seen, by: by.value, words: words.value})) {
      words.value = '';
      await go(1);
    }
  },
  async undo() {
    const done = await send('undo', {});
    if (done?.id) await show(done.id);
  },
  before: () => go(-1),
  next: () => go(1),
};

for (const [id, act] of Object.entries(acts)) element(id, HTMLButtonElement).addEventListener('click', () => inTurn(act));
due.addEventListener('change', list);
form.addEventListener('submit', (e) => e.preventDefault());

/** @type {Record<string, string>} */
const keys = {a: 'check', m: 'anchor', u: 'undo', d: 'doubt', k: 'before', j: 'next'};
onKeys(element('desk', HTMLElement), Object.fromEntries(Object.entries(keys).map(([key, name]) => [key, () => {
  const act = acts[name];
  if (act && !(state?.fixed && !['j', 'k'].includes(key))) inTurn(act);
}])));
onKeys(element('desk', HTMLElement), {
  y: () => answer(asking, true), n: () => answer(asking, false),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [String(n), () => stand(n - 1)])),
});
form.addEventListener('keydown', (e) => {
  const input = e.target instanceof HTMLInputElement ? e.target : null;
  if (!input || e.key !== 'Enter' && e.key !== 'Escape') return;
  e.preventDefault();
  input.blur(); // which takes what was typed, and gives the letters back to the keys
});

// Tabs.

const tabs = ['figure', 'desk', 'second'];
/** @param {string} name @param {boolean} [focus] */
function open(name, focus) {
  for (const t of tabs) {
    const tab = element(`tab-${t}`, HTMLButtonElement);
    tab.setAttribute('aria-selected', String(t === name));
    tab.tabIndex = t === name ? 0 : -1;
    element(t, HTMLElement).hidden = t !== name;
    if (focus && t === name) tab.focus();
  }
  // What is wrong with a row would tell of it.
  element('problems', HTMLOListElement).closest('aside')?.toggleAttribute('hidden', name === 'second');
  document.querySelector('main')?.classList.toggle('alone', name === 'second');
  document.querySelector('main')?.classList.toggle('at-desk', name === 'desk');
  if (name === 'desk' && !claim) void go(0);
  if (name === 'second') inTurn(() => coding.refresh());
}
for (const [i, t] of tabs.entries()) {
  const tab = element(`tab-${t}`, HTMLButtonElement);
  tab.addEventListener('click', () => open(t));
  tab.addEventListener('keydown', (e) => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[e.key];
    if (step) open(tabs[(i + (document.documentElement.dir === 'rtl' ? -step : step) + tabs.length) % tabs.length] ?? t, true);
  });
}

// Boxes are moved within the page's figure, which this page may reach into since both come from one server.

move.addEventListener('click', () => {
  const on = move.getAttribute('aria-pressed') !== 'true';
  move.setAttribute('aria-pressed', String(on));
  say(on ? tell('desk.move-hint') : '');
  if (on) open('figure');
});

/** @type {{box: SVGGElement, svg: SVGSVGElement, from: DOMPoint, by: {x: number, y: number}} | null} */
let held = null;

/** @param {SVGSVGElement} svg @param {number} x @param {number} y */
function inFigure(svg, x, y) {
  return new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()?.inverse());
}

/** @param {EventTarget | null} target @returns {SVGGElement | null} */
function boxAt(target) {
  const found = /** @type {Element | null} */ (target)?.closest?.('g.actor');
  return /** @type {SVGGElement | null} */ (found ?? null);
}

/** Where the boxes of a figure stand now: the middle of each, y upwards. @param {SVGSVGElement} svg */
function places(svg) {
  /** @type {Map<string, {id: string, x: number, y: number}>} */ const all = new Map();
  for (const g of svg.querySelectorAll('g.actor')) {
    const box = /** @type {SVGGElement} */ (g), id = box.id.replace(/^.*?actor-/, '');
    const b = box.getBBox(), moved = box.dataset.moved?.split(' ').map(Number) ?? [0, 0];
    if (!all.has(id)) all.set(id, {id, x: b.x + b.width / 2 + (moved[0] ?? 0), y: -(b.y + b.height / 2 + (moved[1] ?? 0))});
  }
  return [...all.values()];
}

/** @param {SVGGElement} box @param {number} x @param {number} y */
function shift(box, x, y) {
  box.dataset.moved = `${x} ${y}`;
  box.setAttribute('transform', `translate(${x} ${y})`);
}

/** @param {SVGSVGElement} svg */
async function keep(svg) {
  await send('places', {boxes: places(svg)});
}

/** @param {HTMLIFrameElement} frame */
function movable(frame) {
  const inner = frame.contentDocument;
  if (!inner) return;
  const moving = () => move.getAttribute('aria-pressed') === 'true';
  inner.addEventListener('pointerdown', (e) => {
    const box = moving() ? boxAt(e.target) : null, svg = box?.ownerSVGElement;
    if (!box || !svg) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    held = {box, svg: outermost(svg), from: inFigure(svg, e.clientX, e.clientY), by: {x: 0, y: 0}};
  }, true);
  inner.addEventListener('pointermove', (e) => {
    if (!held) return;
    e.stopImmediatePropagation();
    const at = inFigure(held.box.ownerSVGElement ?? held.svg, e.clientX, e.clientY);
    held.by = {x: at.x - held.from.x, y: at.y - held.from.y};
    shift(held.box, held.by.x, held.by.y);
  }, true);
  inner.addEventListener('pointerup', (e) => {
    if (!held) return;
    e.stopImmediatePropagation();
    const {svg, by: way} = held;
    held = null;
    if (Math.hypot(way.x, way.y) > 2) void keep(svg);
  }, true);
  for (const kind of ['click', 'keydown']) {
    inner.addEventListener(kind, (e) => {
      const box = moving() ? boxAt(e.target) : null, svg = box?.ownerSVGElement;
      if (!box || !svg) return;
      if (e.type === 'click') {
        e.preventDefault();
        e.stopImmediatePropagation();
        return;
      }
      const way = {ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, -10], ArrowDown: [0, 10]}[/** @type {KeyboardEvent} */ (e).key];
      const was = box.dataset.moved?.split(' ').map(Number) ?? [0, 0];
      if (way) {
        shift(box, (was[0] ?? 0) + (way[0] ?? 0), (was[1] ?? 0) + (way[1] ?? 0));
      } else if (/** @type {KeyboardEvent} */ (e).key === 'Enter' && box.dataset.moved) {
        void keep(outermost(svg));
      } else return;
      e.preventDefault();
      e.stopImmediatePropagation();
    }, true);
  }
}

/** @param {SVGSVGElement} svg */
function outermost(svg) {
  while (svg.ownerSVGElement) svg = svg.ownerSVGElement;
  return svg;
}

// Each event is a revision of what the server shows.
const told = new EventSource('events');
let last = '';
told.addEventListener('message', (e) => {
  if (e.data === last || e.data === '0') return;
  last = e.data;
  void refresh();
});
told.addEventListener('error', () => say(tell('desk.gone'), true));
