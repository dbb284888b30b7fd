// Checks a credential in this browser. The only thing that is fetched are the keys and status lists of all issuers, when the page loads.
import { checkCredential, readFile } from './offline-check.js';

const panel = document.getElementById('offline');
const words = JSON.parse(panel.dataset.words);
const byId = (id) => document.getElementById(id);
let bundle;

panel.hidden = false;
fetch(byId('bundle-link').href, { credentials: 'omit' })
  .then((response) => response.json())
  .then((loaded) => {
    bundle ??= loaded;
    // The link keeps working when the network is off.
    byId('bundle-link').href = URL.createObjectURL(new Blob([JSON.stringify(loaded)], { type: 'application/json' }));
    byId('bundle-link').download = 'keys-and-status-lists.json';
  })
  .catch(() => undefined);

byId('bundle-file').addEventListener('change', async ({ target }) => {
  const [file] = target.files;
  if (file) bundle = JSON.parse(await file.text());
});
byId('credential-file').addEventListener('change', async ({ target }) => {
  const [file] = target.files;
  if (file) byId('credential').value = await readFile(file);
});
panel.addEventListener('dragover', (event) => event.preventDefault());
panel.addEventListener('drop', async (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) byId('credential').value = await readFile(file);
});

byId('check').addEventListener('click', async () => {
  const { verdict, states = '', domain = '' } = bundle ? await checkCredential(byId('credential').value.trim(), bundle) : { verdict: 'noBundle' };
  show({ verdict, states, domain });
});

function show({ verdict, states, domain }) {
  const tone = verdict === 'valid' ? 'calm' : verdict === 'noBundle' || verdict === 'unsupported' ? 'held' : 'late';
  const box = Object.assign(document.createElement('div'), { className: `seal-page seal-${tone}` });
  const at = bundle ? new Date(bundle.at).toLocaleString(document.documentElement.lang) : '';
  const line = (className, text) => box.append(Object.assign(document.createElement('p'), { className, textContent: text }));
  line('seal-word', `${verdict === 'valid' ? '✓' : '✕'} ${words[verdict].replace('{at}', at)}`);
  if (states) line('', states);
  if (domain) line('seal-domain', domain);
  byId('result').replaceChildren(box);
}
