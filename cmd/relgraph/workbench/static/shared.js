// What desk and second coding share: elements, requests, and the text of a document. Text from the dossier and from
// documents is only ever set as text, never as markup.
import {say as tell} from './words.js';

/** @typedef {{file: string, line?: number, column?: number, severity: string, problem: string, want?: string}} Problem */
/** @typedef {{id?: string, says: string, problems?: Problem[], unknown?: string}} Done */
/** @typedef {{start: number, length: number}} Mark */

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
export function element(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`no ${id}`);
  return found;
}

/** @param {string} tag @param {string} text @param {string} [kind] */
export function made(tag, text, kind) {
  const e = document.createElement(tag);
  e.textContent = text;
  if (kind) e.className = kind;
  return e;
}

/** @param {string} text @param {boolean} [bad] */
export function say(text, bad) {
  const said = element('said', HTMLElement);
  said.textContent = text;
  said.classList.toggle('bad', Boolean(bad));
}

/** A problem as the console says it. @param {Problem} p */
export function worded(p) {
  return p.want ? `${p.problem}: ${p.want}` : p.problem;
}

/** @param {string} path */
export async function get(path) {
  const answer = await fetch(path, {cache: 'no-store'});
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.says);
  return told;
}

/** Sends an answer; what is not taken is said. @param {string} name @param {object} body @returns {Promise<{ok: boolean, changed: boolean, done: Done}>} */
export async function send(name, body) {
  const answer = await fetch(name, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  /** @type {Done} */ const done = await answer.json();
  const more = (done.problems ?? []).map(worded);
  say([done.says, ...more].join('; '), !answer.ok);
  return {ok: answer.ok, changed: answer.status === 409, done};
}

// One answer is sent at a time, so that each is about the row as the one before has left it.
/** @type {Promise<unknown>} */ let before = Promise.resolve();
/** @param {() => Promise<unknown>} act */
export function inTurn(act) {
  before = before.then(act).catch((e) => say(e instanceof Error ? e.message : String(e), true));
}

/** Sets the text of a document, with its passage marked. @param {HTMLElement} article @param {{start: number, text: string}[]} paragraphs @param {Mark} passage */
export function setText(article, paragraphs, passage) {
  article.replaceChildren(...paragraphs.map((p) => {
    const signs = [...p.text];
    const e = document.createElement('p');
    e.dir = 'auto';
    e.dataset.start = String(p.start);
    const from = Math.max(0, passage.start - p.start), to = Math.min(signs.length, passage.start + passage.length - p.start);
    if (passage.length === 0 || from >= to) {
      e.textContent = p.text;
      return e;
    }
    e.append(signs.slice(0, from).join(''), made('mark', signs.slice(from, to).join('')), signs.slice(to).join(''));
    return e;
  }));
  const mark = article.querySelector('mark');
  if (mark) mark.scrollIntoView({block: 'center'});
  else article.scrollTop = 0;
}

/** Where a place of the selection stands in the document, in characters. @param {Node | null} node @param {number} offset */
function placeOf(node, offset) {
  const paragraph = (node instanceof Element ? node : node?.parentElement)?.closest('p[data-start]');
  if (!(paragraph instanceof HTMLElement) || !node) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + [...before.toString()].length;
}

/** Tells each time something of the text is marked with the mouse or the keyboard. @param {HTMLElement} article @param {(m: Mark, words: string) => void} act */
export function whenMarked(article, act) {
  document.addEventListener('selectionchange', () => {
    const s = document.getSelection();
    if (!s || s.isCollapsed || !s.rangeCount || !article.contains(s.anchorNode)) return;
    const r = s.getRangeAt(0);
    const start = placeOf(r.startContainer, r.startOffset), end = placeOf(r.endContainer, r.endOffset);
    if (start !== null && end !== null && end > start) act({start, length: end - start}, s.toString());
  });
}

/** Single letters act as keys outside of fields. @param {HTMLElement} within @param {Record<string, () => void>} keys */
export function onKeys(within, keys) {
  document.addEventListener('keydown', (e) => {
    const field = e.target instanceof Element && e.target.closest('input, select, textarea');
    const act = keys[e.key];
    if (e.ctrlKey || e.metaKey || e.altKey || field || within.hidden || !act) return;
    e.preventDefault();
    act();
  });
}

export {tell};
