// Nothing typed is lost when a session has expired meanwhile: it stays in this tab until it was sent, or its owner signs out.
const PREFIX = 'typed:';
const SECRET = new Set(['_csrf', 'confirm']);

const keyOf = (form) => `${PREFIX}${new URL(form.action || location.href).pathname}`;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !SECRET.has(field.name) && !['hidden', 'submit', 'button', 'password', 'file'].includes(field.type));

function keep(form) {
  const typed = fieldsOf(form).map((field) => [field.name, field.value, ['checkbox', 'radio'].includes(field.type) ? field.checked : undefined]);
  sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
}

function giveBack(form) {
  const kept = sessionStorage.getItem(keyOf(form));
  if (kept === null) return;
  const fields = fieldsOf(form);
  const isFresh = fields.every((field) => (field.type === 'checkbox' || field.type === 'radio' ? field.checked === field.defaultChecked : field.value === (field.defaultValue ?? field.value)));
  const isEmpty = fields.every((field) => field.tagName !== 'TEXTAREA' || field.value === '');
  if (!isFresh || !isEmpty) return;
  let isGiven = false;
  for (const [name, value, checked] of JSON.parse(kept)) {
    for (const field of fields.filter((one) => one.name === name)) {
      if (typeof checked !== 'boolean') {
        isGiven ||= field.value !== value;
        field.value = value;
      } else if (field.value === value) {
        isGiven ||= field.checked !== checked;
        field.checked = checked;
      }
    }
  }
  if (!isGiven) return;
  const says = document.createElement('p');
  says.className = 'notice';
  says.setAttribute('role', 'status');
  says.textContent = 'What you had typed here is back; it was not sent yet.';
  form.prepend(says);
}

for (const form of document.querySelectorAll('form[data-keep]')) {
  giveBack(form);
  form.addEventListener('input', () => keep(form));
  form.addEventListener('submit', () => {
    keep(form);
    sessionStorage.setItem('sent', keyOf(form));
  });
}

// It arrived where a form leads to when it was taken: what was kept for it is not needed any more.
const sent = sessionStorage.getItem('sent');
if (sent && !location.pathname.startsWith('/sign-in')) {
  const isBackAtForm = [...document.querySelectorAll('form[data-keep]')].some((form) => keyOf(form) === sent);
  const wasTaken = document.querySelector('[role="status"]:not([hidden])') !== null && !document.querySelector('.summary');
  if (!isBackAtForm || (wasTaken && !document.querySelector('form[data-keep] .notice'))) sessionStorage.removeItem(sent);
  sessionStorage.removeItem('sent');
}
for (const form of document.querySelectorAll('form[data-forget]'))
  form.addEventListener('submit', () => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  });
