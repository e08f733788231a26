// The card: all that the page tells of one contact, actor or source, from the page's own text.
import {all, button, byId, data, make, own, sample, tie} from './data.js';
import {chosen, fewer, known, parties, rows} from './choose.js';
import {link, write} from './address.js';
import {numberOf} from './figure.js';
import {say} from './words.js';

const card = byId('card');

/** Where the focus goes back to. @type {HTMLElement | SVGElement | null} */
let from = null;

/** @type {() => void} */
let changed = () => {};

/** @param {() => void} update */
export function begin(update) { changed = update; }

/** @param {number} i */
const cells = i => rows[i].querySelectorAll('th, td');

/** @param {number} i */
export function nameOf(i) {
  const [who, what, to] = cells(i);
  const between = /** @type {HTMLElement} */ (to.querySelector('.way')).textContent;
  return {who: who.textContent ?? '', to: to.querySelector('bdi')?.textContent ?? '', between: ` ${between} `, what: (what.querySelector('a') ?? what.querySelector('bdi'))?.textContent ?? ''};
}

/** @param {number} i */
function title(i) {
  const n = nameOf(i);
  return [own(n.who), make('span', {class: 'way'}, n.between), own(n.to), ': ', own(n.what)];
}

/**
 * Opens the card of an element of the page, such as "contact-…".
 * @param {string} id
 * @param {boolean} [go] take the focus there
 */
export function open(id, go = true) {
  if (!card.contains(document.activeElement) && document.activeElement !== document.body) from = /** @type {HTMLElement} */ (document.activeElement);
  chosen.open = id;
  write('');
  changed();
  if (go) {
    card.focus({preventScroll: true});
    const b = card.getBoundingClientRect();
    if (b.top < 0 || b.top > innerHeight - 80) card.scrollIntoView({block: 'nearest'});
  }
}

export function close() {
  chosen.open = '';
  write('');
  changed();
  if (from?.isConnected) from.focus();
  from = null;
}

/** The contact before or after the one that is open, among those that are listed. @param {number} step */
export function next(step) {
  const list = data.contacts.map((_, i) => i).filter(i => !rows[i].hidden);
  const at = list.indexOf(numberOf.get(chosen.open) ?? -1);
  if (list.length) open('contact-' + data.contacts[list[(at + step + list.length) % list.length]].id);
}

/** @param {string} text @param {HTMLButtonElement} by */
async function copy(text, by) {
  const label = by.textContent;
  try {
    await navigator.clipboard.writeText(text);
    by.textContent = say('page.copied');
    by.classList.add('done');
    setTimeout(() => { by.textContent = label; by.classList.remove('done'); }, 2000);
  } catch { // a frame may not: the text is shown to be copied by hand
    card.querySelector('textarea')?.remove();
    const area = make('textarea', {rows: 4, readonly: true, 'aria-label': say('page.copy-this')});
    area.value = text;
    if (card.hidden) by.after(area);
    else card.append(area);
    area.select();
  }
}

/** A button that copies. @param {string} text @param {() => string} what @param {Record<string, any>} [given] */
export const copier = (text, what, given) => button(text, e => copy(what(), /** @type {HTMLButtonElement} */ (e.currentTarget)), given);

/** How a contact is known, by all documents. @param {HTMLElement} row */
function sentenceOf(row) {
  const cell = /** @type {HTMLElement} */ (row.querySelector('.known'));
  return cell.dataset.says ?? cell.querySelector('span')?.textContent ?? '';
}

/** The contact in a sentence with its source. @param {number} i */
function cited(i) {
  const n = nameOf(i), c = data.contacts[i];
  const works = (c.d ?? []).map(d => {
    const li = byId('source-' + data.documents[d].n), to = li.querySelector('.cite a')?.getAttribute('href');
    return li.querySelector('.cite')?.textContent + (to ? `, ${to}` : '');
  });
  const says = /** @type {HTMLElement} */ (rows[i].querySelector('.known')).textContent ?? '';
  return say('page.cite', {parties: n.who + n.between + n.to, what: n.what, when: rows[i].querySelector('.when')?.textContent || say('page.no-date'), known: says.trim(), sources: works.join('; '), page: document.title});
}

/** @param {number} i */
function contact(i) {
  const c = data.contacts[i], [state, later, sentence] = known(c), row = rows[i];
  const shown = rows.filter(r => !r.hidden).length, place = rows.slice(0, i + 1).filter(r => !r.hidden).length;
  const body = /** @type {HTMLElement} */ (row.querySelector('.cols')).cloneNode(true);
  const says = state < 0 ? say('page.not-known') : sentence >= 0 ? data.says[sentence] : sentenceOf(row);
  if (chosen.known >= 0) {
    for (const li of all(/** @type {any} */ (body), '.claims > li')) {
      if (Number(li.dataset.stop ?? 0) > chosen.known) li.classList.add('later');
    }
  }
  const only = [...new Set(parties(c))];
  return [
    top(row.hidden ? say('page.left-out-here') : say('page.nth', {n: place, all: shown}), true),
    make('h3', {id: 'card-h'}, ...title(i)),
    make('p', {class: 'when'}, row.querySelector('.when')?.textContent || say('page.no-date')),
    make('div', {class: 'state'}, ...state < 0 ? [] : [sample(state)], make('span', {}, says, ...later ? [' ', make('i', {}, say('page.later'))] : [], ...fewer(c) ? [' ', make('small', {}, fewer(c))] : [])),
    body,
    make('div', {class: 'buttons'}, copier(say('page.cite-line'), () => cited(i), {class: 'main'}), copier(say('page.copy-this-link'), link),
      ...c.x & tie ? [] : [button(say('page.only-these', {n: only.length}), () => chooseOnly(only))]),
  ];
}

/** @type {(actors: number[]) => void} */
let chooseOnly = () => {};

/** @param {(actors: number[]) => void} act */
export function whenOnly(act) { chooseOnly = act; }

/** @param {string} text @param {boolean} steps */
function top(text, steps) {
  const buttons = [button(say('page.close'), close, {class: 'plain', 'aria-keyshortcuts': 'Escape'})];
  if (steps) buttons.unshift(button(say('page.previous'), () => next(-1), {class: 'plain', 'aria-keyshortcuts': '['}), button(say('page.next'), () => next(1), {class: 'plain', 'aria-keyshortcuts': ']'}));
  return make('div', {class: 'top'}, make('span', {}, text), make('span', {}, ...buttons));
}

/** Of an actor or a source: what the page says of it, and its contacts. @param {string} id */
function other(id) {
  const li = byId(id), source = id.startsWith('source-');
  const of = source ? data.documents.findIndex(d => 'source-' + d.n === id) : data.actors.findIndex(a => 'actor-' + a.id === id);
  const list = data.contacts.map((c, i) => ({c, i})).filter(({c}) => source ? c.d?.includes(of) : [...parties(c), ...c.w ?? []].includes(of));
  const copied = /** @type {HTMLElement} */ (li.cloneNode(true));
  for (const b of all(copied, 'button')) b.remove();
  const name = source ? say('page.source-n', {n: data.documents[of].n}) : data.actors[of].name;
  return [
    top(source ? say('page.source') : say('page.an-actor'), false),
    make('h3', {id: 'card-h'}, own(name)),
    make('p', {}, ...copied.childNodes),
    make('ul', {class: 'list'}, ...list.map(({c, i}) => make('li', {}, sample(c.s), ' ', button('', () => open('contact-' + c.id), {class: 'plain', 'data-i': i})))),
    make('div', {class: 'buttons'}, source ? '' : button(say('page.only-these', {n: 1}), () => chooseOnly([of])), copier(say('page.copy-this-link'), link)),
  ];
}

/** Shows what is open, if anything is. @returns {boolean} */
export function show() {
  const id = chosen.open, i = numberOf.get(id);
  const is = id !== '' && (i !== undefined || document.getElementById(id) !== null);
  const had = card.contains(document.activeElement);
  card.hidden = !is;
  if (!is) {
    card.replaceChildren();
    return false;
  }
  card.replaceChildren(...i !== undefined ? contact(i) : other(id));
  for (const b of all(card, 'button[data-i]')) b.append(...title(Number(b.dataset.i)), ', ' + (rows[Number(b.dataset.i)].querySelector('.when')?.textContent || say('page.no-date')));
  for (const node of all(card, '[id]')) if (node.id !== 'card-h') node.removeAttribute('id');
  if (had) card.focus({preventScroll: true});
  return true;
}

