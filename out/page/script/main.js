// What the page does when something is chosen, pressed or opened.
import {all, button, byId, data, make, own, root, rtl, sample, tie} from './data.js';
import {choose, chosen, filtering, known, rows} from './choose.js';
import {link, read, write} from './address.js';
import * as figure from './figure.js';
import * as table from './table.js';
import * as card from './card.js';
import * as controls from './controls.js';
import * as time from './time.js';
import * as story from './story.js';
import {say} from './words.js';

/** @type {{contact?: number, actor?: number} | null} */
let openMark = null;

/** Shows what is chosen. */
function update() {
  const found = choose();
  table.show(found, update);
  table.tell(found);
  controls.show(found);
  time.show(found);
  const strong = story.show();
  if (strong) byId('says').replaceChildren(make('b', {}, say('page.stand-out', {n: [...strong].filter(i => !(data.contacts[i].x & tie)).length, all: data.contacts.filter(c => !(c.x & tie)).length})));
  const open = strong ? true : card.show();
  root.classList.toggle('played', !!strong);
  figure.show(found, strong);
  all(document, '.grid')[0].classList.toggle('open', open);
  openMark = null;
  if (open && !strong) {
    const contact = figure.numberOf.get(chosen.open), actor = data.actors.findIndex(a => 'actor-' + a.id === chosen.open);
    openMark = contact !== undefined ? {contact} : actor >= 0 ? {actor} : null;
  }
  table.mark(openMark, 'on');
  for (const a of all(document, '[data-line]')) a.setAttribute('aria-pressed', String(a.dataset.line === chosen.line));
  for (const a of all(document, '[data-actor]')) a.setAttribute('aria-pressed', String(chosen.actor.length === 1 && data.actors[chosen.actor[0]].id === a.dataset.actor));
  views(found);
  opened(found);
}

/** @param {string} what goes on, such as the word that is being typed; "" for a choice of its own */
function change(what) {
  table.first();
  write(what);
  update();
}

/** @param {{contact?: number, actor?: number}} what */
function open(what) {
  if (what.contact !== undefined) card.open('contact-' + data.contacts[what.contact].id);
  else if (what.actor !== undefined) card.open('actor-' + data.actors[what.actor].id);
}

// On a phone the list comes first, and the figure is a ledger of one column.

const narrow = matchMedia('(max-width: 719px)');

/** @param {import('./choose.js').Choice} found */
function views(found) {
  root.dataset.view = chosen.view || 'list';
  for (const b of all(byId('views'), 'button')) b.setAttribute('aria-pressed', String(b.dataset.to === (chosen.step >= 0 ? 'story' : root.dataset.view)));
  const column = document.getElementById('column');
  if (column && narrow.matches && chosen.view === 'figure') column.replaceChildren(button(say('page.whole-figure'), () => { root.toggleAttribute('data-whole'); }), ...panels(found));
}

/** Each actor as a box, below it its contacts, each with whom. @param {import('./choose.js').Choice} found */
function panels(found) {
  /** @type {Map<number, number[]>} */
  const of = new Map();
  data.contacts.forEach((c, i) => {
    if (found.shown[i] && !(c.x & tie)) of.set(c.f[0], [...of.get(c.f[0]) ?? [], i]);
  });
  return [...of].sort((a, b) => a[0] - b[0]).map(([n, list]) => make('div', {class: 'panel'}, make('div', {class: 'box'}, own(data.actors[n].name)), ...list.map(i => {
    const c = data.contacts[i], name = card.nameOf(i), [s] = known(c);
    return make('div', {class: 'row', onclick: () => card.open('contact-' + c.id)}, ...s < 0 ? [] : [sample(s)], ' ', button(name.what, e => { e.stopPropagation(); card.open('contact-' + c.id); }, {class: 'plain'}),
      ' ' + (rows[i].querySelector('.when')?.textContent ?? ''), make('br'), name.between, make('span', {class: 'pill'}, own(name.to)));
  })));
}

/** How many contacts the panels of a long list show at most: more are read in the table. */
const mostInPanels = 300;

/** The overview of a long list opens into panels of what was chosen. @param {import('./choose.js').Choice} found */
function opened(found) {
  const place = document.getElementById('panels');
  if (!place) return;
  const n = found.shown.filter((is, i) => is && !(data.contacts[i].x & tie)).length;
  place.replaceChildren(...filtering() && n > 0 && n <= mostInPanels ? panels(found) : []);
}

function beginViews() {
  const bar = byId('views');
  /** @type {[string, string][]} */
  const list = [['list', say('page.list')], ['figure', say('page.figure')], ...data.steps ? /** @type {[string, string][]} */ ([['story', say('page.story')]]) : [], ['sources', say('page.sources')]];
  for (const [to, text] of list) {
    if (to === 'figure' && !figure.figures.length) continue;
    bar.append(button(text, () => {
      if (to === 'story') return story.go(0);
      chosen.view = to === 'list' ? '' : to;
      chosen.step = -1;
      change('');
    }, {'data-to': to, 'aria-pressed': 'false'}));
  }
  bar.hidden = false;
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', say('page.parts'));
  document.querySelector('.left')?.append(make('div', {id: 'column'}));
  narrow.addEventListener('change', update);
}

// Keys. Single letters and signs act only outside fields, and can be switched off.

let single = true;

/** @type {HTMLDialogElement} */
let help;

function keys() {
  const list = [['/', say('page.key-search')], ['Tab ↑ ↓', say('page.key-arrows')], ['Enter', say('page.key-open')], ['Esc', say('page.key-close')], ['[ ]', say('page.key-next')], ['+ − 0', say('page.key-zoom')], ['← →', say('page.key-step')], ['?', say('page.key-help')]];
  const off = make('input', {type: 'checkbox', checked: true, onchange: (/** @type {Event} */ e) => { single = /** @type {HTMLInputElement} */ (e.target).checked; }});
  help = make('dialog', {'aria-labelledby': 'keys-h'}, make('h2', {id: 'keys-h'}, say('page.keys')), make('dl', {}, ...list.flatMap(([k, text]) => [make('dt', {}, ...k.split(' ').map(one => make('kbd', {}, one))), make('dd', {}, text)])),
    make('p', {}, make('label', {}, off, ' ' + say('page.single-keys'))), button(say('page.close'), () => help.close()));
  document.body.append(help);
}

document.addEventListener('keydown', e => {
  if (e.key === 'Escape' && !help.open) {
    if (chosen.step >= 0) story.go(-1);
    else if (chosen.open) card.close();
    return;
  }
  const field = /** @type {Element} */ (e.target).closest?.('input, select, textarea, dialog');
  if (field || !single || e.ctrlKey || e.metaKey || e.altKey) return;
  const forward = rtl ? 'ArrowLeft' : 'ArrowRight', backward = rtl ? 'ArrowRight' : 'ArrowLeft';
  /** @type {Record<string, (() => void) | false>} */
  const acts = {
    '/': () => controls.search.focus(), '?': () => help.showModal(), '[': () => card.next(-1), ']': () => card.next(1),
    '+': () => figure.zoom(1.4), '=': () => figure.zoom(1.4), '-': () => figure.zoom(1 / 1.4), '0': () => figure.fit(),
    [forward]: chosen.step >= 0 && (() => story.go(chosen.step + 1)), [backward]: chosen.step > 0 && (() => story.go(chosen.step - 1)),
  };
  const act = acts[e.key];
  if (!act) return;
  e.preventDefault();
  act();
});

// Links to parts of the page leave what was chosen as it is.
document.addEventListener('click', e => {
  const a = /** @type {Element} */ (e.target).closest?.('a[href^="#"]');
  if (!a || e.defaultPrevented) return;
  const id = decodeURIComponent((a.getAttribute('href') ?? '').slice(1)), to = document.getElementById(id);
  e.preventDefault();
  if (/^(contact|actor|source)-/.test(id)) return card.open(id);
  if (!to) return;
  to.setAttribute('tabindex', '-1');
  to.scrollIntoView();
  to.focus({preventScroll: true});
});

/** @type {Map<Element | null, number>} */
const numberOfRow = new Map(rows.map((row, i) => [row, i]));

/** The number of the row that something stands in. @param {EventTarget | null} target */
const rowAt = target => numberOfRow.get(/** @type {Element} */ (target).closest('tbody'));

function beginTable() {
  const list = byId('contacts').querySelector('table');
  const over = (/** @type {Event} */ e) => {
    const contact = rowAt(e.target);
    table.mark(contact === undefined ? null : {contact}, 'over');
  };
  list?.addEventListener('click', e => {
    const contact = rowAt(e.target);
    if (contact !== undefined && !/** @type {Element} */ (e.target).closest('a, button')) open({contact});
  });
  for (const kind of ['pointerover', 'focusin']) list?.addEventListener(kind, over);
  for (const kind of ['pointerleave', 'focusout']) list?.addEventListener(kind, () => table.mark(null, 'over'));
  for (const [list, name] of /** @type {[string, string][]} */ ([['.actors > li', ''], ['.sources > li', '']])) {
    for (const li of all(document, list)) li.append(' ', button(name || say('page.its-contacts'), () => card.open(li.id), {class: 'plain'}));
  }
  byId('share').append(card.copier(say('page.copy-rows'), table.copied), card.copier(say('page.copy-view'), link), button(say('page.print'), () => print()), button(say('page.keys'), () => help.showModal()));
  byId('share').hidden = false;
}

/** A page in a frame says how high it is, so that the page around it can make room. */
function beginFrame() {
  if (root.dataset.embed === undefined || parent === window) return;
  const tell = () => parent.postMessage({relgraph: 1, height: Math.ceil(document.body.getBoundingClientRect().height)}, '*');
  new ResizeObserver(tell).observe(document.body);
  tell();
}

for (const a of all(document, '[data-line]')) {
  a.setAttribute('role', 'button');
  a.addEventListener('click', e => {
    e.preventDefault();
    chosen.line = chosen.line === a.dataset.line ? '' : a.dataset.line ?? '';
    change('');
  });
}

for (const a of all(document, '[data-actor]')) {
  a.setAttribute('role', 'button');
  a.addEventListener('click', e => {
    e.preventDefault();
    e.stopPropagation();
    const n = data.actors.findIndex(one => one.id === a.dataset.actor), was = chosen.actor.length === 1 && chosen.actor[0] === n;
    Object.assign(chosen, {actor: was ? [] : [n], hops: 1});
    change('');
  });
}
document.getElementById('overview')?.append(make('div', {id: 'panels'}));

root.classList.add('live');
keys();
controls.begin(change);
time.begin(change);
card.begin(update);
card.whenOnly(actors => {
  controls.clear();
  Object.assign(chosen, {actor: actors, hops: actors.length === 1 ? 1 : 0});
  change('');
});
story.begin(update);
beginViews();
beginTable();
byId('controls').hidden = false;
const copy = byId('copy');
copy.replaceWith(card.copier(copy.textContent ?? '', link, {id: 'copy'}));
figure.begin(open, what => table.mark(what, 'over'));
addEventListener('popstate', () => { read(); update(); });
read();
update();
if (chosen.open && narrow.matches === false) document.getElementById(chosen.open)?.scrollIntoView({block: 'nearest'});
beginFrame();
