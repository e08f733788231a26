// When it happened, and by when it was known. The axis has a place for each day that is named, and none for years in which nothing happened.
import {byId, data, draw, make, rtl, tie} from './data.js';
import {chosen} from './choose.js';
import {say} from './words.js';

const last = data.days.length - 1;

/** @type {HTMLInputElement | undefined} */
let from;
/** @type {HTMLInputElement | undefined} */
let to;
/** @type {HTMLInputElement | undefined} */
let known;
/** @type {HTMLInputElement | undefined} */
let certain;
/** @type {HTMLInputElement | undefined} */
let undated;
const span = make('span'), day = make('span'), came = make('span');

/** @param {string} label @param {number} most @param {number} value @param {(n: number) => void} set @returns {HTMLInputElement} */
const slider = (label, most, value, set) => make('input', {type: 'range', min: 0, max: most, step: 1, value, 'aria-label': label, oninput: (/** @type {Event} */ e) => set(Number(/** @type {HTMLInputElement} */ (e.target).value))});

/** @param {(what: string) => void} change */
export function begin(change) {
  const place = byId('controls');
  const box = make('div', {class: 'time'});
  if (last > 0) {
    from = slider(say('page.since-day'), last, 0, n => { chosen.from = n === 0 ? -1 : n; if (chosen.to >= 0 && chosen.to < n) chosen.to = n; change('time'); });
    to = slider(say('page.until-day'), last, last, n => { chosen.to = n === last ? -1 : n; if (chosen.from > n) chosen.from = n; change('time'); });
    const without = data.contacts.filter(c => !c.e && !(c.x & tie)).length;
    const dateless = make('input', {type: 'checkbox', checked: true, onchange: (/** @type {Event} */ e) => { chosen.dated = !(/** @type {HTMLInputElement} */ (e.target).checked); change(''); }});
    undated = dateless;
    box.append(make('div', {}, make('b', {}, say('page.happened')), make('br'), span), make('div', {}, dots(), make('div', {class: 'two'}, from, to), ticks()),
      make('div', {}, ...without ? [make('label', {}, dateless, say('page.undated', {n: without}))] : []));
  }
  if (data.stops.length) {
    known = slider(say('page.known-by'), data.stops.length - 1, data.stops.length - 1, n => { chosen.known = n === data.stops.length - 1 ? -1 : n; change('known'); });
    box.append(make('div', {}, make('b', {}, say('page.known-by')), make('br'), day), make('div', {}, make('div', {class: 'one'}, known), came), make('div'));
  }
  if (!box.children.length) return;
  const sure = make('input', {type: 'checkbox', onchange: (/** @type {Event} */ e) => { chosen.certain = /** @type {HTMLInputElement} */ (e.target).checked; change(''); }});
  box.lastElementChild?.append(make('label', {}, sure, say('page.only-certain')));
  certain = sure;
  place.append(box);
}

/** @type {Map<number, SVGElement>} */
const dotOf = new Map();

/** A dot for each contact above the last day that its dates name, with a line to the left for "by", to the right for "from". */
function dots() {
  const svg = draw('svg', {'aria-hidden': 'true'});
  /** @type {number[]} */
  const high = [];
  const percent = (/** @type {number} */ n) => `${(100 * n / last).toFixed(2)}%`;
  data.contacts.forEach((c, i) => {
    if (!c.e || c.x & tie || data.overview) return;
    const [a, b] = c.e[c.e.length - 1], at = b >= 0 ? b : a;
    if (at < 0) return;
    const n = high[at] = (high[at] ?? 0) + 1, y = Math.max(3, 42 - n * 6);
    const dot = draw('svg', {x: percent(at), y, overflow: 'visible'});
    if (b < 0 || a !== b) dot.append(draw('path', {d: `M0,0h${b < 0 ? 10 : -10}`}));
    dot.append(draw('circle', {r: 2.5, class: data.states[c.s].startsWith('confirmed') ? 'full' : ''}));
    svg.append(dot);
    dotOf.set(i, dot);
  });
  return svg;
}

/** The first and the last day below the axis, and years between them where there is room. */
function ticks() {
  const svg = draw('svg', {'aria-hidden': 'true', class: 'ticks'});
  /** @param {number} share @param {string} text @param {string} anchor */
  const put = (share, text, anchor) => {
    const t = draw('text', {x: `${(100 * (rtl ? 1 - share : share)).toFixed(2)}%`, y: 12, 'text-anchor': anchor});
    t.textContent = text;
    svg.append(t);
  };
  put(0, data.days[0].w, 'start');
  put(1, data.days[last].w, 'end');
  let free = 0.16;
  for (let n = 1; n < last; n++) {
    const year = data.days[n].d.split('-')[0], share = n / last;
    if (year && year !== data.days[n - 1].d.split('-')[0] && share >= free && share <= 0.84) {
      put(share, year, 'middle');
      free = share + 0.08;
    }
  }
  return svg;
}

/** @param {import('./choose.js').Choice} found */
export function show(found) {
  for (const [i, dot] of dotOf) dot.classList.toggle('pale', !found.shown[i]);
  if (from && to) {
    from.value = String(Math.max(0, chosen.from));
    to.value = String(chosen.to < 0 ? last : chosen.to);
    for (const [input, n] of /** @type {[HTMLInputElement, number][]} */ ([[from, chosen.from < 0 ? 0 : chosen.from], [to, chosen.to < 0 ? last : chosen.to]])) input.setAttribute('aria-valuetext', data.days[n].w);
    const a = chosen.from >= 0 ? data.days[chosen.from].w : '', b = chosen.to >= 0 ? data.days[chosen.to].w : '';
    span.textContent = !a && !b ? say('page.any-time') : say('page.between', {since: a || data.days[0].w, until: b || data.days[last].w});
    if (undated) undated.checked = !chosen.dated;
  }
  if (known) {
    const n = chosen.known < 0 ? data.stops.length - 1 : chosen.known, stop = data.stops[n];
    known.value = String(n);
    day.textContent = stop.w || say('page.today');
    known.setAttribute('aria-valuetext', day.textContent);
    came.textContent = stop.c?.length ? say('page.came', {outlets: stop.c.join(', ')}) : stop.w ? '' : say('page.with-all', {n: data.documents.length});
  }
  if (certain) certain.checked = chosen.certain;
}
