// Small comforts only: every page works without them.

// A double click on Send makes one request; the server sees to it as well.
for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = 'yes';
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
  });
}
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-once]')) delete form.dataset.sent;
});

// Without a connection nothing is sent into the void: the page says so, and what was typed stays.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    const words = document.documentElement.dataset.offline;
    if (navigator.onLine || !words) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const says = form.querySelector('.offline') ?? document.createElement('p');
    says.className = 'notice offline';
    says.setAttribute('role', 'alert');
    says.textContent = words;
    form.prepend(says);
  }, { capture: true });
}

document.querySelector('.summary')?.focus();
