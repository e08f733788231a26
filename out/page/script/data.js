// The page's data, and the few helpers that all modules build the page with. Text goes in as text and never as markup.

/**
 * @typedef {{id: string, f: number[], t: number[], w?: number[], k: number, s: number, d?: number[], c: number, x: number,
 *   e?: number[][], h?: number[][]}} Contact
 * @typedef {{id: string, name: string, short?: string, also?: string[], side: number}} Actor
 * @typedef {{title: string, text: string, contacts: number[]}} Step
 * @typedef {{v: number, lang: string, words: Record<string, string>, states: string[], means: string[], kinds: {id: string, word: string}[],
 *   sides: string[], actors: Actor[], documents: {id: string, n: number}[], contacts: Contact[], days: {d: string, w: string}[],
 *   stops: {d: string, w: string, c?: string[]}[], says: string[], steps?: Step[], looks?: Record<string, {width: string, dash: string}>,
 *   overview?: boolean}} Data
 */

export const root = document.documentElement;

/** @type {Data} */
export const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById('data')).textContent || '');

// In a long list the rows alone have the ids.
if (data.overview) document.querySelectorAll('#contacts tbody').forEach((row, i) => { data.contacts[i].id = row.id.slice(8); });

// What a contact is, as bits of its x.
export const tie = 1;
export const drawn = 2;
export const linked = 4;

export const rtl = root.dir === 'rtl';

/**
 * The element of that id, which is there.
 * @param {string} id
 * @returns {HTMLElement}
 */
export const byId = id => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export const all = (within, selector) => [...within.querySelectorAll(selector)].map(n => /** @type {HTMLElement} */ (n));

/**
 * An element with attributes, listeners (names that begin with "on") and children.
 * @param {string} name
 * @param {Record<string, any>} [given]
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function make(name, given = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, '');
    else if (value !== false && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/**
 * @param {string} text
 * @param {(e: Event) => void} act
 * @param {Record<string, any>} [given]
 * @returns {HTMLButtonElement}
 */
export const button = (text, act, given = {}) => make('button', {type: 'button', onclick: act, ...given}, text);

const svgSpace = 'http://www.w3.org/2000/svg';

/**
 * @param {string} name
 * @param {Record<string, string | number>} given
 * @returns {SVGElement}
 */
export function draw(name, given) {
  const node = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(given)) node.setAttribute(key, String(value));
  return node;
}

/**
 * The sample of a state, as in the legend.
 * @param {number} s
 */
export function sample(s) {
  const svg = draw('svg', {class: 'sample', viewBox: '0 0 26 10', 'aria-hidden': 'true'});
  svg.append(draw('use', {href: '#sample-' + data.states[s]}));
  return svg;
}

/**
 * A name or sentence of the dossier, which keeps its own direction.
 * @param {string} text
 */
export const own = text => make('bdi', {}, text);
