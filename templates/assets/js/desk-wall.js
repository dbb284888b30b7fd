// The figures of the wall anew every minute, in place: nothing flickers, and a screen that was offline goes on when it is back.
const EVERY_MS = 60_000;

async function renew() {
  const answer = await fetch(location.href, { redirect: 'error' });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.getElementById('main').replaceChildren(...page.getElementById('main').childNodes);
}
setInterval(() => renew().catch(() => undefined), EVERY_MS);
