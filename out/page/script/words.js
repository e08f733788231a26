// Texts of the page's language, filled as graph/words fills them: places in braces, plurals by CLDR, choices by word.
import {data} from './data.js';

const plurals = new Intl.PluralRules(data.lang);

/**
 * @param {string} key
 * @param {Record<string, string | number>} [given]
 */
export const say = (key, given = {}) => fill(data.words[key] ?? key, given, '');

/**
 * Where the brace that opens at a place closes.
 * @param {string} text
 * @param {number} at
 */
function closes(text, at) {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return i;
  }
  return text.length;
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} given
 * @param {string} counted is the name of the number that # stands for
 * @returns {string}
 */
function fill(text, given, counted) {
  let said = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '#' && counted) said += given[counted];
    else if (text[at] !== '{') said += text[at];
    else {
      const end = closes(text, at);
      said += place(text.slice(at + 1, end), given, counted);
      at = end;
    }
  }
  return said;
}

/**
 * @param {string} inner
 * @param {Record<string, string | number>} given
 * @param {string} counted
 */
function place(inner, given, counted) {
  const [name, choice, ...rest] = inner.split(',');
  const value = given[name.trim()];
  if (choice === undefined) return String(value);
  const arms = rest.join(',');
  const number = choice.trim() === 'plural';
  /** @type {Record<string, string>} */
  const by = {};
  for (let at = 0; ;) {
    const open = arms.indexOf('{', at);
    if (open < 0) break;
    const end = closes(arms, open);
    by[arms.slice(at, open).trim()] = arms.slice(open + 1, end);
    at = end + 1;
  }
  const arm = number ? by['=' + value] ?? by[plurals.select(Number(value))] : by[String(value)];
  return fill(arm ?? by.other, given, number ? name.trim() : counted);
}
