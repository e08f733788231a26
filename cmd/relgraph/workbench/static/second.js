// The workbench for a second coding alone: nothing of the rows is told by the server.
import {element, get, inTurn, say, tell} from './shared.js';
import * as coding from './coding.js';

async function refresh() {
  const state = /** @type {{name: string, by?: string, fixed?: string, failed?: string}} */ (await get('state'));
  element('name', HTMLElement).textContent = state.name;
  document.title = `${state.name} – relgraph`;
  if (state.by) coding.named(state.by);
  const why = state.failed ?? state.fixed;
  if (why) say(why, true);
  else await coding.refresh(true);
}

const told = new EventSource('events');
let last = '';
told.addEventListener('message', (e) => {
  if (e.data === last || e.data === '0') return;
  last = e.data;
  inTurn(refresh);
});
told.addEventListener('error', () => say(tell('desk.gone'), true));
