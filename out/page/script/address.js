// The address says what was chosen, so that a link opens at the same words and "back" undoes the last choice.
import {data} from './data.js';
import {chosen} from './choose.js';

/** @type {Record<string, () => string[]>} */
const lists = {
  actor: () => data.actors.map(a => a.id), side: () => data.sides, kind: () => data.kinds.map(k => k.id), state: () => data.states, doc: () => data.documents.map(d => d.id), checked: () => ['none', 'some', 'all'],
};

export function written() {
  const p = new URLSearchParams();
  if (chosen.q.trim()) p.set('q', chosen.q.trim());
  for (const [key, names] of Object.entries(lists)) for (const n of /** @type {any} */ (chosen)[key]) p.append(key, names()[n]);
  if (chosen.actor.length && chosen.hops !== 1) p.set('hops', String(chosen.hops));
  if (chosen.from >= 0) p.set('since', data.days[chosen.from].d);
  if (chosen.to >= 0) p.set('until', data.days[chosen.to].d);
  if (chosen.certain) p.set('certain', '1');
  if (chosen.dated) p.set('dated', '1');
  if (chosen.known >= 0 && chosen.known < data.stops.length - 1) p.set('known', data.stops[chosen.known].d);
  if (chosen.line) p.set('line', chosen.line);
  if (chosen.step >= 0) p.set('step', String(chosen.step + 1));
  if (chosen.open) p.set('open', chosen.open);
  if (chosen.view) p.set('view', chosen.view);
  const text = p.toString();
  return text ? '#' + text : '';
}

/** Takes what the address says; what it names and the page lacks is left out. */
export function read() {
  const hash = location.hash.slice(1);
  Object.assign(chosen, {q: '', side: [], actor: [], hops: 1, kind: [], state: [], doc: [], checked: [], from: -1, to: -1, certain: false, dated: false, known: -1, line: '', open: '', step: -1, view: ''});
  if (!hash.includes('=')) {
    let id = hash;
    try { id = decodeURIComponent(hash); } catch { /* not percent code: as it is */ }
    if (/^(contact|actor)-/.test(id) && document.getElementById(id)) chosen.open = id;
    return;
  }
  const p = new URLSearchParams(hash);
  const place = (/** @type {string[]} */ list, /** @type {string | null} */ value) => value === null ? -1 : list.indexOf(value);
  chosen.q = p.get('q') ?? '';
  for (const [key, names] of Object.entries(lists)) /** @type {any} */ (chosen)[key] = p.getAll(key).map(v => place(names(), v)).filter(n => n >= 0);
  chosen.hops = p.has('hops') ? Math.max(0, Math.min(4, Number(p.get('hops')) || 0)) : 1;
  const days = data.days.map(d => d.d);
  chosen.from = place(days, p.get('since'));
  chosen.to = place(days, p.get('until'));
  chosen.certain = p.get('certain') === '1';
  chosen.dated = p.get('dated') === '1';
  chosen.known = place(data.stops.map(s => s.d), p.get('known'));
  chosen.line = data.overview ? p.get('line') ?? '' : '';
  const step = Number(p.get('step') ?? 0) - 1;
  chosen.step = data.steps && Number.isInteger(step) && step < data.steps.length ? step : -1;
  const open = p.get('open') ?? '';
  chosen.open = /^(contact|actor|source)-/.test(open) && document.getElementById(open) ? open : '';
  chosen.view = ['list', 'figure', 'sources'].includes(p.get('view') ?? '') ? String(p.get('view')) : '';
}

let last = '';

/**
 * Writes what was chosen into the address: as a step of its own that "back" undoes, unless it goes on with the same
 * thing, such as a word that is being typed.
 * @param {string} what
 */
export function write(what) {
  const to = written() || location.pathname + location.search;
  const same = what !== '' && what === last;
  last = what;
  if ((written() || '') === location.hash) return;
  try {
    if (same) history.replaceState(null, '', to);
    else history.pushState(null, '', to);
  } catch { /* a frame without an address of its own */ }
}

export const link = () => location.href.split('#')[0] + written();
