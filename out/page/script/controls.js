// Search and filters. An open filter pushes the page down and covers nothing; each choice has its count, a zero too.
import {all, button, byId, data, make, own, sample} from './data.js';
import {active, chosen, filtering} from './choose.js';
import {say} from './words.js';

/** @typedef {'side' | 'kind' | 'state' | 'doc' | 'checked'} List */

/** @type {Record<List, () => {word: string, value: number}[]>} */
const options = {
  side: () => data.sides.map((word, value) => ({word, value})),
  kind: () => data.kinds.map((k, value) => ({word: k.word, value})),
  state: () => data.means.map((word, value) => ({word, value})),
  doc: () => data.documents.map((d, value) => ({word: `${d.n} ${byId('source-' + d.n).querySelector('.cite')?.textContent ?? ''}`, value})),
  checked: () => ['none', 'some', 'all'].map((word, value) => ({word: say('page.is-checked', {how: word}), value})),
};

/** @type {Record<List | 'actor', string>} */
const names = {side: 'page.side', actor: 'page.actor', kind: 'page.kind', state: 'page.how', doc: 'page.document', checked: 'page.checking'};

/** @type {List | 'actor' | ''} */
let opened = '';

/** @type {Map<List | 'actor', HTMLButtonElement>} */
const buttons = new Map();

const strip = make('div', {class: 'strip', hidden: true, role: 'group'});

/** @type {HTMLInputElement} */
export const search = make('input', {type: 'search', placeholder: say('page.search'), 'aria-label': say('page.search'), 'aria-keyshortcuts': '/', autocomplete: 'off', spellcheck: 'false'});

/** @type {(what: string) => void} */
let change = () => {};

/** @param {(what: string) => void} update */
export function begin(update) {
  change = update;
  const bar = make('div', {class: 'bar', role: 'search'}, search);
  const more = button(say('page.filter-and-time'), () => more.setAttribute('aria-expanded', String(byId('controls').classList.toggle('all'))), {class: 'toggle', 'aria-expanded': 'false'});
  bar.append(more);
  search.addEventListener('input', () => { chosen.q = search.value; change('q'); });
  for (const way of /** @type {(List | 'actor')[]} */ (Object.keys(names))) {
    if (way !== 'actor' && options[way]().length < 2 && way !== 'checked' || way === 'actor' && data.actors.length < 2) continue;
    const b = button('', () => toggle(way), {'aria-expanded': 'false'});
    buttons.set(way, b);
    bar.append(b);
  }
  byId('controls').append(bar, strip);
  strip.addEventListener('keydown', (/** @type {KeyboardEvent} */ e) => {
    if (e.key !== 'Escape') return;
    e.stopPropagation();
    const b = opened && buttons.get(opened);
    toggle(opened);
    if (b) b.focus();
  });
}

/** @param {List | 'actor' | ''} way */
function toggle(way) {
  opened = opened === way ? '' : way;
  for (const [w, b] of buttons) b.setAttribute('aria-expanded', String(w === opened));
  strip.hidden = !opened;
  if (!opened) return;
  strip.setAttribute('aria-label', say(names[opened]));
  strip.replaceChildren(...opened === 'actor' ? ofActor() : ofList(opened));
  change('');
  all(strip, 'input, select')[0]?.focus();
}

/** @param {List} way */
function ofList(way) {
  const boxes = options[way]().map(o => make('label', {'data-value': o.value},
    make('input', {type: 'checkbox', onchange: (/** @type {Event} */ e) => {
      const on = /** @type {HTMLInputElement} */ (e.target).checked;
      chosen[way] = on ? [...chosen[way], o.value].sort((a, b) => a - b) : chosen[way].filter(v => v !== o.value);
      change('');
    }}), ...way === 'state' ? [sample(o.value)] : [], make('span', {}, own(o.word), ' ', make('b', {}))));
  return [...boxes, button(say('page.any'), () => { chosen[way] = []; change(''); }, {class: 'plain'}), button(say('page.close'), () => { const b = buttons.get(way); toggle(way); b?.focus(); }, {class: 'plain'})];
}

function ofActor() {
  const list = make('select', {'aria-label': say('page.actor'), onchange: (/** @type {Event} */ e) => { const n = Number(/** @type {HTMLSelectElement} */ (e.target).value); chosen.actor = n < 0 ? [] : [n]; if (!chosen.hops) chosen.hops = 1; change(''); }},
    make('option', {value: -1}, say('page.any')), ...data.actors.map((a, i) => make('option', {value: i}, a.name)));
  const hops = make('select', {'aria-label': say('page.hops'), onchange: (/** @type {Event} */ e) => { chosen.hops = Number(/** @type {HTMLSelectElement} */ (e.target).value); change(''); }},
    ...[1, 2, 3, 4].map(n => make('option', {value: n}, say('page.within-hops', {n}))));
  return [list, hops, button(say('page.close'), () => { const b = buttons.get('actor'); toggle('actor'); b?.focus(); }, {class: 'plain'})];
}

/** What a filter holds, in words. @param {List | 'actor'} way */
function held(way) {
  if (way === 'actor') return chosen.actor.map(a => data.actors[a].short ?? data.actors[a].name).join(' – ') || say('page.any');
  const list = chosen[way], one = options[way]().find(o => o.value === list[0]);
  return !list.length ? say('page.any') : list.length === 1 && one ? one.word.split(':')[0].slice(0, 28) : String(list.length);
}

/** Shows what is chosen, and how many contacts each choice would show. @param {import('./choose.js').Choice} found */
export function show(found) {
  if (search.value.trim() !== chosen.q.trim()) search.value = chosen.q;
  for (const [way, b] of buttons) {
    b.replaceChildren(make('b', {}, say(names[way]) + ':'), ' ', own(held(way)));
    b.classList.toggle('on', active(way));
  }
  if (opened === 'actor') {
    const [list, hops] = all(strip, 'select');
    /** @type {HTMLSelectElement} */ (list).value = String(chosen.actor.length === 1 ? chosen.actor[0] : -1);
    /** @type {HTMLSelectElement} */ (hops).value = String(chosen.hops);
  } else if (opened) {
    for (const label of all(strip, 'label')) {
      const value = Number(label.dataset.value), n = found.counts[opened].get(value) ?? 0;
      /** @type {HTMLInputElement} */ (label.querySelector('input')).checked = chosen[opened].includes(value);
      /** @type {HTMLElement} */ (label.querySelector('b')).textContent = String(n);
      label.classList.toggle('none', n === 0);
    }
  }
  chips();
}

/** What is chosen, each with a button that takes it away. */
function chips() {
  const line = byId('chosen');
  /** @type {[string, () => void][]} */
  const list = [];
  if (active('q')) list.push([say('page.search-for', {text: chosen.q.trim()}), () => { chosen.q = ''; }]);
  for (const way of /** @type {(List | 'actor')[]} */ (Object.keys(names))) {
    if (!active(way)) continue;
    list.push([`${say(names[way])}: ${held(way)}`, () => {
      chosen[way] = [];
    }]);
  }
  if (active('line')) list.push([say('page.of-line', {sides: chosen.line.split('|').map(s => s || say('page.no-side')).join(' – ')}), () => { chosen.line = ''; }]);
  if (active('time')) list.push([say('page.of-time'), () => { chosen.from = chosen.to = -1; chosen.dated = false; }]);
  if (active('known')) list.push([say('page.known-by'), () => { chosen.known = -1; }]);
  const focused = line.contains(document.activeElement);
  line.replaceChildren(...list.map(([text, clear]) => make('span', {class: 'chip'}, own(text), button(say('page.remove'), () => { clear(); change(''); search.focus(); }, {class: 'plain', 'aria-label': `${say('page.remove')}: ${text}`}))),
    ...list.length > 1 ? [button(say('page.clear'), clear, {class: 'plain'})] : []);
  line.hidden = !filtering();
  if (focused) search.focus();
}

/** Leaves nothing out. */
export function clear() {
  Object.assign(chosen, {q: '', side: [], actor: [], hops: 1, kind: [], state: [], doc: [], checked: [], from: -1, to: -1, certain: false, dated: false, known: -1, line: ''});
  change('');
}
