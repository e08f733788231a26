// The table: rows that were chosen, rows and sources that belong together, and what was left out in a sentence.
import {all, byId, button, data, make, sample, tie} from './data.js';
import {active, chosen, fewer, filtering, hasLine, known, parties, rows, ways} from './choose.js';
import {boxes, figures, lines} from './figure.js';
import {say} from './words.js';

/** A list of more rows is shown in parts, so that the page answers at once. */
const part = data.contacts.length > 500 ? 200 : Infinity;
let most = part;

export const first = () => { most = part; };

const says = byId('says'), told = says.innerHTML;

/** @param {import('./choose.js').Choice} found @param {() => void} update */
export function show(found, update) {
  let n = 0, beyond = 0;
  const speak = new Set();
  rows.forEach((row, i) => {
    const is = found.shown[i] && n < most;
    if (found.shown[i]) {
      if (n >= most) beyond++;
      n++;
      for (const d of data.contacts[i].d ?? []) speak.add(d);
    }
    if (row.hidden === is) row.hidden = !is;
    if (is && data.overview) dress(row, i);
    if (is || !data.overview) restate(row, i);
  });
  data.documents.forEach((d, i) => byId('source-' + d.n).classList.toggle('unused', !speak.has(i)));
  const more = byId('more');
  more.hidden = beyond === 0;
  more.replaceChildren(say('page.beyond', {n: n - beyond, all: n}), ' ', button(say('page.more', {n: Math.min(part, beyond)}), () => { most += part; update(); }));
}

/** Rows of a long list get what the others have from the start, when they are shown. @param {HTMLElement} row @param {number} i */
function dress(row, i) {
  const name = row.querySelector('.what > bdi');
  if (!name) return;
  const link = make('a', {href: '#' + row.id});
  name.replaceWith(link);
  link.append(name);
  row.querySelector('.known')?.prepend(sample(data.contacts[i].s));
}

/** The sentence of the chosen day. @param {HTMLElement} row @param {number} i */
function restate(row, i) {
  const c = data.contacts[i], [s, later, sentence] = known(c);
  const of = fewer(c), want = `${s}/${later}/${sentence}/${of}`;
  if ((row.dataset.at ?? `${c.s}/0/-1/`) === want) return;
  row.dataset.at = want;
  const cell = /** @type {HTMLElement} */ (row.querySelector('.known')), span = /** @type {HTMLElement} */ (cell.querySelector('span'));
  cell.dataset.says ??= span.textContent ?? '';
  span.replaceChildren(s < 0 ? say('page.not-known') : sentence >= 0 ? data.says[sentence] : cell.dataset.says, ...later ? [' ', make('i', {}, say('page.later'))] : [], ...of ? [' ', make('small', {}, of)] : []);
  if (s >= 0) cell.querySelector('use')?.setAttribute('href', '#sample-' + data.states[s]);
}

/** @param {boolean[]} shown @param {(c: import('./data.js').Contact, i: number) => boolean} [also] */
const count = (shown, also = () => true) => data.contacts.filter((c, i) => shown[i] && !(c.x & tie) && also(c, i)).length;

/**
 * Says what is shown, what is left out and why. It is what a screen reader hears.
 * @param {import('./choose.js').Choice} found
 */
export function tell(found) {
  if (!filtering()) {
    if (says.innerHTML !== told) says.innerHTML = told; // the page's own text, as it came
    return;
  }
  const events = data.contacts.filter(c => !(c.x & tie)).length, ties = data.contacts.filter((c, i) => c.x & tie && found.shown[i]).length;
  const n = count(found.shown), parts = [];
  const of = {n, all: events, how: 'listed', some: ties, ties: say('ties', {n: ties})};
  const out = ways.filter(w => active(w) && found.left[w]).map(w => say('page.out', {why: w, n: found.left[w]}));
  if (out.length) parts.push(say('page.left-out', {list: out.join(', ')}));
  if (chosen.known >= 0) {
    const later = count(found.shown, (_, i) => found.perhaps[i] === 2);
    if (later) parts.push(say('page.certain-and-perhaps', {certain: n - later, perhaps: later}));
  }
  const when = count(found.shown, (_, i) => found.perhaps[i] === 1);
  if (when) parts.push(say('page.perhaps-then', {n: when}));
  const undrawn = count(found.shown, c => !hasLine(c));
  if (figures.length && !data.overview) parts.push(undrawn ? say('page.undrawn', {n: undrawn}) : say('page.same'));
  says.replaceChildren(make('b', {}, say('page.shown', of)), ' ' + parts.join(' '));
}

/** Lights up all that belongs together. @param {{contact?: number, actor?: number} | null} what @param {'over' | 'on'} how */
export function mark(what, how) {
  for (const node of all(document, `main .${how}:not(button):not(i)`)) node.classList.remove(how);
  if (!what) return;
  const contacts = what.contact !== undefined ? [what.contact] : what.actor !== undefined ? data.contacts.map((_, i) => i).filter(i => [...parties(data.contacts[i]), ...data.contacts[i].w ?? []].includes(/** @type {number} */ (what.actor))) : [];
  if (what.actor !== undefined) for (const g of boxes[what.actor]) g.classList.add(how);
  for (const i of contacts) {
    for (const g of lines[i]) g.classList.add(how);
    if (what.actor === undefined) for (const a of parties(data.contacts[i])) for (const g of boxes[a]) g.classList.add(how);
    rows[i].classList.add(how);
    if (what.contact !== undefined) for (const d of data.contacts[i].d ?? []) byId('source-' + data.documents[d].n).classList.add(how);
  }
}

/** The rows that are shown, for a sheet: cells between tabs. */
export function copied() {
  const cells = rows.filter((_, i) => !rows[i].hidden).map(row => [...row.querySelectorAll('tr:first-child > *')].map(c => (c.textContent ?? '').replace(/\s+/g, ' ').trim()).join('\t'));
  return [[...document.querySelectorAll('thead th')].map(c => c.textContent).join('\t'), ...cells].join('\n');
}
