// Passkeys: the one thing here that needs a script. Password and code work without it.
const place = document.querySelector('[data-passkey]');
const kind = place?.dataset.passkey;
const says = document.querySelector('[data-passkey-says]');
const isKnown = typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === 'function';
const token = document.querySelector('input[name="_csrf"]')?.value ?? '';

async function post(path, body = {}) {
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': token };
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer.status === 401) location.reload();
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.text ?? said.detail ?? '');
  return said;
}

async function signIn(options = {}) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await post('/sign-in/passkey/options'));
  const found = await navigator.credentials.get({ publicKey, ...options });
  const { next } = await post('/sign-in/passkey', { response: found.toJSON() });
  location.assign(next);
}

async function register() {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await post('/account/passkeys/options'));
  const made = await navigator.credentials.create({ publicKey });
  const name = document.querySelector('#name').value;
  const { next } = await post('/account/passkeys/new', { name, response: made.toJSON() });
  location.assign(next);
}

/** Somebody who closes the browser's own window has changed their mind; that is no fault to speak of. */
function tell(problem) {
  if (says && problem.name !== 'AbortError') says.textContent = problem.name === 'Error' && problem.message ? problem.message : says.dataset.otherwise;
}

if (kind === 'field' && isKnown && (await PublicKeyCredential.isConditionalMediationAvailable?.())) {
  // The browser shows the passkey in the field of the address; nothing happens until the person chooses it.
  signIn({ mediation: 'conditional' }).catch(tell);
}
const button = place?.querySelector('button[type="button"]');
if (button && isKnown) {
  button.hidden = false;
  place.querySelector('[data-passkey-without]')?.remove();
  button.addEventListener('click', () => (kind === 'register' ? register() : signIn()).catch(tell));
}
