// Keyboard and freshness for the desk. Without scripts every page still works by links and forms.
import './public.js';

const cases = () => [...document.querySelectorAll('a[data-case]')];
const isTyping = (target) => target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

function move(step) {
  const all = cases();
  const here = Math.max(all.indexOf(document.activeElement), all.findIndex((link) => link.getAttribute('aria-current')));
  const next = all[Math.min(all.length - 1, Math.max(0, here + step))];
  if (!next) return;
  // On a case page with the list beside it, moving opens; in the list alone it only moves.
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function openCase() {
  const link = document.activeElement?.closest?.('a[data-case]');
  if (link) link.click();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: openCase,
  a: () => document.getElementById('next-act')?.click(),
  m: () => {
    const menu = document.getElementById('other-acts');
    if (menu) {
      menu.parentElement.open = true;
      menu.parentElement.querySelector('a')?.focus();
    }
  },
  g: () => document.querySelector('a[data-list]')?.click() ?? location.assign('/desk'),
  '/': () => document.getElementById('q')?.focus(),
  '?': () => document.getElementById('keys')?.showModal(),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// A menu closes by Escape and by a press elsewhere.
const menu = document.querySelector('details.menu');
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !menu?.open) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
document.addEventListener('click', (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});

// The list is fetched anew while the page is looked at; the focused case and the place in the list stay.
const REFRESH_MS = 15_000;
const inbox = document.querySelector('[data-live]');

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(inbox.dataset.live, { headers: { 'x-part': 'inbox' }, redirect: 'error' });
  if (!answer.ok) return;
  const html = await answer.text();
  if (html === inbox.dataset.last) return;
  const focused = document.activeElement?.closest?.('a[data-case]')?.pathname;
  const chosen = document.querySelector('a[data-case][aria-current]')?.pathname;
  inbox.dataset.last = html;
  inbox.innerHTML = html;
  for (const link of cases()) {
    if (link.pathname === chosen) {
      link.setAttribute('aria-current', 'page');
      link.parentElement.classList.add('chosen');
    }
    if (link.pathname === focused) link.focus();
  }
}
if (inbox) setInterval(() => refresh().catch(() => undefined), REFRESH_MS);
