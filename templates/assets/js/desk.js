// The desk: keys, freshness, and nothing typed is lost. Without scripts every page still works by links and forms.
import './public.js';
import './desk-keys.js';
import './desk-live.js';
import './keep-typed.js';

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

// All on this page at once: only a script can do that, so only a script shows it.
const all = document.getElementById('choose-all');
if (all) {
  all.closest('[hidden]').hidden = false;
  all.addEventListener('change', () => {
    for (const box of document.querySelectorAll('#inbox input[name="case"]')) box.checked = all.checked;
  });
}
