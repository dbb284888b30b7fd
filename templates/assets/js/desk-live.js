// The list is fetched anew when something happened; what is focused, chosen and ticked stays, and so does the place in the list.
const inbox = document.querySelector('[data-live]');
const SETTLE_MS = 300;
/** For browsers and proxies that keep no stream open. */
const FALLBACK_MS = 60_000;

export async function refresh() {
  if (!inbox || document.hidden) return;
  const answer = await fetch(inbox.dataset.live, { headers: { 'x-part': 'inbox' }, redirect: 'error' });
  if (!answer.ok) return;
  const html = await answer.text();
  if (html === inbox.dataset.last) return;
  const cases = () => [...inbox.querySelectorAll('a[data-case]')];
  const focused = document.activeElement?.closest?.('#inbox a[data-case]')?.pathname;
  const chosen = inbox.querySelector('a[data-case][aria-current]')?.pathname;
  const ticked = new Set([...inbox.querySelectorAll('input[name="case"]:checked')].map((box) => box.value));
  const [x, y, side] = [window.scrollX, window.scrollY, inbox.parentElement.scrollTop];
  inbox.dataset.last = html;
  inbox.innerHTML = html;
  for (const box of inbox.querySelectorAll('input[name="case"]')) box.checked = ticked.has(box.value);
  for (const link of cases()) {
    if (link.pathname === chosen) {
      link.setAttribute('aria-current', 'page');
      link.parentElement.classList.add('chosen');
    }
    if (link.pathname === focused) link.focus({ preventScroll: true });
  }
  window.scrollTo(x, y);
  inbox.parentElement.scrollTop = side;
}

const quietly = () => refresh().catch(() => undefined);

/** What the key `r` does: the list anew, or on the page of a case that has changed the whole page. */
export function reload() {
  const changed = document.querySelector('[data-changed]:not([hidden]) a');
  if (changed) changed.click();
  else quietly();
}

let waiting;
function onCases(cases) {
  clearTimeout(waiting);
  waiting = setTimeout(quietly, SETTLE_MS);
  const notice = document.querySelector('[data-changed]');
  // What somebody may be reading or typing is not taken away from under them: the page says so and waits.
  if (notice && Date.now() - openedAt > 5_000 && cases.some(({ reference }) => reference === notice.dataset.changed)) notice.hidden = false;
}

const openedAt = Date.now();
if (inbox) {
  // The browser reconnects by itself and says where it was (Last-Event-ID).
  const stream = new EventSource('/desk/events');
  stream.onmessage = (event) => onCases(JSON.parse(event.data).cases);
  window.addEventListener('pagehide', () => stream.close());
  window.addEventListener('pageshow', (event) => event.persisted && location.reload());
  document.addEventListener('visibilitychange', quietly);
  setInterval(quietly, FALLBACK_MS);
}

// An act that can still be taken back: when its time has come, the page shows what became of it, unless somebody types.
for (const held of document.querySelectorAll('[data-held-ms]')) {
  const look = () => {
    const isTyping = [...document.querySelectorAll('textarea, input[type="text"]')].some((field) => field.value !== field.defaultValue);
    if (!isTyping) location.reload();
  };
  const leftMs = Number(held.dataset.heldMs);
  // Its time is over and it still waits: whoever carries it out is away. Looked at again, not in a hurry.
  setTimeout(look, leftMs > 0 ? leftMs + 1_500 : 20_000);
}
