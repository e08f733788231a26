// What was chosen, and which contacts that leaves. States of earlier days are in the data; nothing here derives one.
import {data, byId, all, drawn, linked, tie} from './data.js';
import {say} from './words.js';

/** All that the address tells. Numbers are places in lists of the data, -1 for none. */
export const chosen = {
  q: '', side: /** @type {number[]} */ ([]), actor: /** @type {number[]} */ ([]), hops: 1, kind: /** @type {number[]} */ ([]), state: /** @type {number[]} */ ([]),
  doc: /** @type {number[]} */ ([]), checked: /** @type {number[]} */ ([]), from: -1, to: -1, certain: false, dated: false, known: -1,
  line: '', open: '', step: -1, view: '',
};

/** The ways to leave out contacts, in the order in which what is left out is counted. */
export const ways = /** @type {const} */ (['known', 'time', 'line', 'q', 'side', 'actor', 'kind', 'state', 'doc', 'checked']);

/** @typedef {typeof ways[number]} Way */

/** Is anything left out? */
export const filtering = () => ways.some(active);

/** @param {Way} way */
export function active(way) {
  switch (way) {
    case 'known': return chosen.known >= 0 && (chosen.known < data.stops.length - 1 || chosen.certain);
    case 'time': return chosen.from >= 0 || chosen.to >= 0 || chosen.dated;
    case 'q': return chosen.q.trim() !== '';
    case 'line': return chosen.line !== '';
    default: return chosen[way].length > 0;
  }
}

export const rows = all(document, '#contacts tbody');

/** @param {string} text */
const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** @type {string[] | undefined} */
let texts;

/** What a search looks through: the row with all that stands below it, other names of those in it, its sources. */
function searched() {
  const cited = data.documents.map(d => byId('source-' + d.n).textContent);
  texts ??= rows.map((row, i) => {
    const c = data.contacts[i];
    const names = [...c.f, ...c.t, ...c.w ?? []].flatMap(a => [data.actors[a].name, data.actors[a].short ?? '', ...data.actors[a].also ?? []]);
    return plain([row.textContent, ...names, ...(c.d ?? []).map(d => cited[d])].join(' '));
  });
  return texts;
}

/** Who is within so many hops of the actor: a way leads along contacts that somebody says took place. */
function near() {
  const reached = new Set(chosen.actor);
  for (let hop = 1; hop < chosen.hops; hop++) {
    const next = data.contacts.filter(c => c.x & linked && parties(c).some(a => reached.has(a)));
    for (const c of next) for (const a of parties(c)) reached.add(a);
  }
  return reached;
}

/** @param {import('./data.js').Contact} c */
export const parties = c => [...c.f, ...c.t];

/** @param {import('./data.js').Contact} c */
export const sidesOf = c => parties(c).map(a => data.actors[a].side);

/**
 * Whether a contact is between two sides, such as "North|South".
 * @param {import('./data.js').Contact} c
 * @param {string} line
 */
export function between(c, line) {
  const name = (/** @type {number} */ a) => data.sides[data.actors[a].side] ?? '';
  return c.f.some(a => c.t.some(b => line === `${name(a)}|${name(b)}` || line === `${name(b)}|${name(a)}`));
}

/** @param {number[]} date */
function holds([first, last, uncertain]) {
  const {from, to} = chosen;
  if (from >= 0 && last >= 0 && last < from || to >= 0 && first >= 0 && to < first) return 0;
  return from >= 0 && first < from || to >= 0 && (last < 0 || to < last) || uncertain ? 1 : 2;
}

/**
 * Whether a contact lies within the time that was asked for: 0 no, 1 perhaps, 2 for certain.
 * @param {import('./data.js').Contact} c
 */
export function within(c) {
  if (!c.e) return chosen.dated ? 0 : chosen.from < 0 && chosen.to < 0 ? 2 : 1;
  if (chosen.from < 0 && chosen.to < 0) return 2;
  const each = c.e.map(holds);
  return each.every(v => v === 2) ? 2 : each.some(v => v > 0) ? 1 : 0;
}

/**
 * How a contact was known at the chosen stop: state (-1 for not known), perhaps, sentence.
 * @param {import('./data.js').Contact} c
 */
export function known(c) {
  if (chosen.known < 0 || !data.stops.length) return [c.s, 0, -1];
  const at = (c.h ?? []).findLast(h => h[0] <= chosen.known);
  return at ? [at[1], at[2], at[3]] : [-1, 0, -1];
}

/**
 * Of how many of the contacts that a line of a roll-up stands for it was not known yet at the chosen stop, in words: "" if of none.
 * @param {import('./data.js').Contact} c
 */
export function fewer(c) {
  if (chosen.known < 0) return '';
  const [, state, , , n, all] = (c.h ?? []).findLast(h => h[0] <= chosen.known) ?? [];
  return state >= 0 && n !== undefined && n < all ? say('page.known-of', {n, all}) : '';
}

/**
 * What each way of leaving out does to each contact.
 * @typedef {{shown: boolean[], perhaps: number[], left: Record<string, number>, counts: Record<string, Map<number, number>>}} Choice
 * @returns {Choice}
 */
export function choose() {
  const on = ways.filter(active);
  const words = plain(chosen.q).split(/\s+/).filter(Boolean);
  const text = words.length ? searched() : [];
  const reached = chosen.actor.length ? near() : new Set();
  const numbers = {side: new Set(chosen.side), kind: new Set(chosen.kind), state: new Set(chosen.state), doc: new Set(chosen.doc), checked: new Set(chosen.checked)};
  /** @type {Choice} */
  const found = {shown: [], perhaps: [], left: {}, counts: {side: new Map(), kind: new Map(), state: new Map(), doc: new Map(), checked: new Map()}};
  data.contacts.forEach((c, i) => {
    const [state, later] = known(c), when = within(c);
    /** @type {Record<string, number[]>} */
    const values = {side: sidesOf(c), kind: [c.k], state: [state], doc: c.d ?? [], checked: [c.c]};
    const against = on.filter(way => {
      switch (way) {
        case 'known': return state < 0 || chosen.certain && later;
        case 'time': return when === 0 || chosen.certain && when === 1;
        case 'line': return !between(c, chosen.line);
        case 'q': return !words.every(w => text[i].includes(w));
        case 'actor': return chosen.hops === 0 ? !parties(c).every(a => reached.has(a)) : !parties(c).some(a => reached.has(a));
        default: return !values[way].some(v => numbers[way].has(v));
      }
    });
    found.shown[i] = against.length === 0;
    found.perhaps[i] = later ? 2 : when === 1 ? 1 : 0;
    if (against.length && !(c.x & tie)) found.left[against[0]] = (found.left[against[0]] ?? 0) + 1;
    for (const [way, list] of Object.entries(values)) {
      if (c.x & tie || against.some(a => a !== way)) continue;
      for (const v of new Set(list)) found.counts[way].set(v, (found.counts[way].get(v) ?? 0) + 1);
    }
  });
  return found;
}

/** @param {import('./data.js').Contact} c */
export const hasLine = c => (c.x & drawn) !== 0;
