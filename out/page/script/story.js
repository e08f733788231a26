// A story: steps that each bring out some contacts, with an address of their own.
import {button, byId, data, make, own} from './data.js';
import {chosen} from './choose.js';
import {link, write} from './address.js';
import {copier} from './card.js';
import {say} from './words.js';

/** @type {() => void} */
let change = () => {};

/** @param {() => void} update */
export function begin(update) {
  change = update;
  const play = document.getElementById('play');
  if (!play || !data.steps) return;
  play.hidden = false;
  play.addEventListener('click', () => go(chosen.step >= 0 ? -1 : 0));
}

/** @param {number} n is a step, or -1 to leave */
export function go(n) {
  if (!data.steps || n >= data.steps.length) return;
  chosen.step = n;
  chosen.open = '';
  write('');
  change();
  if (n >= 0) byId('card').focus({preventScroll: true});
  else document.getElementById('play')?.focus();
}

/** Shows the step, if one is played; its contacts, or null. @returns {Set<number> | null} */
export function show() {
  const play = document.getElementById('play'), steps = data.steps ?? [], n = chosen.step, step = steps[n];
  play?.setAttribute('aria-pressed', String(!!step));
  if (!step) return null;
  const card = byId('card'), had = card.contains(document.activeElement);
  const bars = make('div', {class: 'bars', 'aria-hidden': 'true'}, ...steps.map((_, i) => make('i', i <= n ? {class: 'on'} : {})));
  const after = steps[n + 1];
  card.hidden = false;
  card.replaceChildren(make('div', {class: 'top'}, make('span', {}, say('page.step', {n: n + 1, all: steps.length}))), bars, make('h3', {id: 'card-h'}, own(step.title)),
    ...step.text.split(/\n\s*\n/).map(p => make('p', {}, own(p))),
    make('div', {class: 'buttons'}, button(say('page.back'), () => go(n - 1), {disabled: n === 0}),
      button(after ? say('page.next-step', {title: after.title}) : say('page.last-step'), () => go(n + 1), {class: after ? 'main' : '', disabled: !after})),
    make('ol', {class: 'list'}, ...steps.map((s, i) => make('li', {}, i === n ? make('b', {}, own(s.title)) : button(s.title, () => go(i), {class: 'plain'})))),
    make('div', {class: 'buttons'}, copier(say('page.copy-this-link'), link), button(say('page.leave'), () => go(-1))));
  if (had) card.focus({preventScroll: true});
  return new Set(step.contacts);
}
