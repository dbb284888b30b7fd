// One key an act; never while somebody types, and never with a modifier.
import { reload } from './desk-live.js';

const cases = () => [...document.querySelectorAll('a[data-case]')];
const isTyping = (target) => target instanceof Element && target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null;

function move(step) {
  const all = cases();
  const here = Math.max(all.indexOf(document.activeElement), all.findIndex((link) => link.getAttribute('aria-current')));
  const next = all[Math.min(all.length - 1, Math.max(0, here + step))];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function focusOn(id) {
  const found = document.getElementById(id);
  found?.focus();
  found?.scrollIntoView({ block: 'center' });
}

function choose() {
  const box = document.activeElement?.closest?.('li')?.querySelector('input[name="case"]');
  if (box) box.checked = !box.checked;
}

function openMenu() {
  const summary = document.getElementById('other-acts');
  if (!summary) return;
  summary.parentElement.open = true;
  summary.parentElement.querySelector('a')?.focus();
}

function toggleTables() {
  const tables = [...document.querySelectorAll('details.chart-table')];
  const isOpen = tables.some((table) => table.open);
  for (const table of tables) table.open = !isOpen;
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => document.activeElement?.closest?.('a[data-case]')?.click(),
  x: choose,
  a: () => document.getElementById('next-act')?.click(),
  m: openMenu,
  n: () => focusOn('note-text'),
  s: () => focusOn('show-person'),
  u: () => document.getElementById('undo')?.click(),
  r: reload,
  t: toggleTables,
  g: () => (document.querySelector('a[data-list]') ? document.querySelector('a[data-list]').click() : location.assign('/desk')),
  '/': () => (document.getElementById('q') ? document.getElementById('q').focus() : location.assign('/desk#q')),
  '?': () => document.getElementById('keys')?.showModal(),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
if (location.hash === '#q') document.getElementById('q')?.focus();
