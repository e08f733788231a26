// Second coding: somebody who has not seen the rows says what passages tell.
import {element, get, inTurn, made, onKeys, say, send, setText, tell, whenMarked} from './shared.js';

/** @typedef {{column: string, ask: string, hint?: string, blank: string, words?: string[], if?: string[]}} Entry */
/** @typedef {{id?: string, whole?: string, seen?: string, document: string, nth?: number, rows?: number, text: {start: number, text: string}[], start: number, length: number, asked: {class: string, entries: Entry[]}[], actors: {id: string, name: string}[], kinds: string[]}} Coding */
/** @typedef {{fixed?: string, passages: {id: string, document: string}[], coded: number, documents: {id: string, name: string, ended?: boolean, seen?: boolean, coded: number}[]}} Codings */

const section = element('second', HTMLElement);
const coder = element('coder', HTMLInputElement);
const form = element('coding', HTMLFormElement);
const article = element('second-text', HTMLElement);
const marked = element('marked', HTMLElement);

/** @type {Codings | null} */ let list = null;
/** @type {Coding | null} */ let shown = null;
/** @type {import('./shared.js').Mark | null} */ let mark = null;
/** @type {string[]} */ let keep = [];

const by = () => encodeURIComponent(coder.value.trim());

/** Lists what is to be coded by whoever gave their name, and shows the first passage if none is shown. @param {boolean} [quietly] */
export async function refresh(quietly) {
  if (section.hidden) return;
  if (!coder.value.trim()) {
    form.hidden = true;
    return;
  }
  try {
    list = /** @type {Codings} */ (await get(`codings?by=${by()}`));
  } catch (e) {
    list = null;
    form.hidden = true;
    return say(e instanceof Error ? e.message : String(e), true);
  }
  if (list.fixed) say(list.fixed, true);
  else if (!quietly) say('');
  listed();
  const first = list.passages[0];
  if (!shown && first) await show(`id=${encodeURIComponent(first.id)}`);
}

function listed() {
  if (!list) return;
  element('progress', HTMLElement).textContent = tell('desk.coded', {n: list.coded, left: list.passages.length});
  /** @param {string} text @param {string} more @param {boolean} current @param {string} query @param {boolean} [off] */
  const item = (text, more, current, query, off) => {
    const li = document.createElement('li'), b = /** @type {HTMLButtonElement} */ (made('button', text));
    b.type = 'button';
    b.dir = 'auto';
    b.disabled = Boolean(off);
    b.setAttribute('aria-current', String(current));
    b.append(made('span', more, 'where'));
    b.addEventListener('click', () => inTurn(() => show(query)));
    li.append(b);
    return li;
  };
  element('passages', HTMLOListElement).replaceChildren(...list.passages.map((p) => item(p.document || p.id, p.id, p.id === shown?.id, `id=${encodeURIComponent(p.id)}`)));
  element('documents', HTMLOListElement).replaceChildren(...list.documents.map((d) => item(d.name, d.seen ? tell('desk.seen') : d.ended ? tell('desk.ended') : tell('desk.marked-n', {n: d.coded}), d.id === shown?.whole, `document=${encodeURIComponent(d.id)}`, d.seen)));
}

/** @param {string} query */
async function show(query) {
  shown = /** @type {Coding} */ (await get(`coding?by=${by()}&${query}`));
  mark = null;
  keep = [];
  form.hidden = false;
  element('coded', HTMLElement).textContent = shown.id ?? shown.document;
  element('coding-place', HTMLElement).textContent = [shown.id && shown.document, shown.rows && tell('desk.nth', {n: shown.nth ?? 0, all: shown.rows})].filter(Boolean).join(' · ');
  element('classes', HTMLElement).hidden = shown.asked.length < 2;
  element('end', HTMLButtonElement).hidden = !shown.whole;
  marked.hidden = !shown.whole;
  marked.textContent = tell('desk.mark-first');
  element('actors', HTMLDataListElement).replaceChildren(...shown.actors.map((a) => new Option(a.name, a.name)));
  element('kinds', HTMLDataListElement).replaceChildren(...shown.kinds.map((k) => new Option(k, k)));
  setText(article, shown.text, shown);
  ask();
  listed();
}

function asked() {
  const chosen = /** @type {HTMLInputElement | null} */ (form.querySelector('input[name="class"]:checked'));
  return shown?.asked.find((a) => a.class === chosen?.value) ?? shown?.asked[0];
}

function ask() {
  element('entries', HTMLElement).replaceChildren(...(asked()?.entries ?? []).map((e) => {
    const label = made('label', e.ask, 'entry');
    if (e.hint) label.append(made('small', e.hint));
    /** @type {HTMLInputElement | HTMLSelectElement} */ let field;
    if (e.words) {
      field = document.createElement('select');
      field.append(new Option(e.blank, ''), ...e.words.filter((w) => w !== e.blank).map((w) => new Option(w, w)));
    } else {
      field = document.createElement('input');
      field.placeholder = e.blank;
      field.autocomplete = 'off';
      const offered = {actor: 'actors', recipient: 'actors', kind: 'kinds'}[e.column];
      if (offered) field.setAttribute('list', offered);
    }
    field.dataset.column = e.column;
    label.append(field);
    if (e.if) label.dataset.if = e.if.join(' ');
    return label;
  }));
  fits();
}

/** Questions that only some passages are asked are shown for these. */
function fits() {
  const stance = /** @type {HTMLSelectElement | null} */ (form.querySelector('[data-column="stance"]'))?.value ?? '';
  for (const label of form.querySelectorAll('[data-if]')) /** @type {HTMLElement} */ (label).hidden = !(/** @type {HTMLElement} */ (label).dataset.if ?? '').split(' ').includes(stance);
}

/** What was said, by column. */
function cells() {
  /** @type {Record<string, string>} */ const said = {};
  for (const f of form.querySelectorAll('[data-column]')) {
    const field = /** @type {HTMLInputElement} */ (f);
    if (field.value.trim() && !field.closest('label')?.hidden) said[field.dataset.column ?? ''] = field.value;
  }
  return said;
}

async function write() {
  if (!shown) return;
  if (shown.whole && !mark) return say(tell('desk.mark-first'), true);
  const what = shown.whole ? {document: shown.whole, class: asked()?.class, ...mark} : {id: shown.id, seen: shown.seen};
  const {ok, changed, done} = await send('code', {by: coder.value, cells: cells(), keep, ...what});
  if (done.unknown) keep.push(done.unknown);
  const here = shown.whole ? `document=${encodeURIComponent(shown.whole)}` : `id=${encodeURIComponent(shown.id ?? '')}`;
  if (changed) return show(here);
  if (!ok) return;
  if (shown.whole) await show(here);
  else await next();
  await refresh(true);
  /** @type {HTMLElement | null} */ (form.querySelector('[data-column]'))?.focus();
}

/** Leaves the passage for later, or goes on when it is coded. */
async function next() {
  const all = list?.passages ?? [], at = all.findIndex((p) => p.id === shown?.id), to = all[at + 1] ?? all.find((p) => p.id !== shown?.id);
  if (to) return show(`id=${encodeURIComponent(to.id)}`);
  shown = null;
  form.hidden = true;
  article.replaceChildren(made('p', tell('desk.all-coded'), 'hint'));
}

async function undo() {
  const {ok, done} = await send('undo', {});
  if (!ok) return;
  if (done.id) await show(`id=${encodeURIComponent(done.id)}`);
  await refresh(true);
}

async function end() {
  if (!shown?.whole) return;
  if ((await send('code', {by: coder.value, document: shown.whole, end: true})).ok) await refresh(true);
}

form.addEventListener('submit', (e) => {
  e.preventDefault();
  inTurn(write);
});
form.addEventListener('change', (e) => {
  const field = /** @type {HTMLInputElement} */ (e.target);
  if (field.name === 'class') ask();
  else fits();
});
form.addEventListener('input', () => { keep = []; });
coder.addEventListener('change', () => {
  shown = null;
  inTurn(() => refresh());
});
for (const [id, act] of /** @type {[string, () => Promise<unknown>][]} */ ([['later', next], ['take-back', undo], ['end', end]])) element(id, HTMLButtonElement).addEventListener('click', () => inTurn(act));
onKeys(section, {j: () => inTurn(next), u: () => inTurn(undo)});
whenMarked(article, (m, words) => {
  if (!shown?.whole) return;
  mark = m;
  const all = [...words.trim()], short = all.length > 120 ? all.slice(0, 120).join('') + '…' : all.join('');
  marked.textContent = tell('desk.marked', {words: short});
});

/** The name that the server knows is the coder's. @param {string} name */
export function named(name) {
  if (!coder.value) coder.value = name;
}
