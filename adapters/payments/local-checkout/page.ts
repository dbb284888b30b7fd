import type { LocalSession } from './sessions.js';

const WORDS = {
  en: {
    title: 'Pay the fee',
    demo: 'This is the demo: no card is asked for, and no money moves.',
    pay: 'Pay',
    cancel: 'Back without paying',
    done: 'This visit is over.',
  },
  de: {
    title: 'Entgelt zahlen',
    demo: 'Dies ist die Demo: Es wird keine Karte verlangt, und kein Geld fließt.',
    pay: 'Zahlen',
    cancel: 'Zurück, ohne zu zahlen',
    done: 'Dieser Besuch ist beendet.',
  },
  fr: {
    title: 'Payer les frais',
    demo: 'Ceci est la démonstration : aucune carte n’est demandée et aucun argent ne circule.',
    pay: 'Payer',
    cancel: 'Revenir sans payer',
    done: 'Cette visite est terminée.',
  },
} as const;

const STYLE =
  'body{font:1.1rem/1.5 system-ui,sans-serif;margin:0;background:#f6f4ef;color:#1d2a33}main{max-width:30rem;margin:3rem auto;padding:1.5rem;background:#fff;border:1px solid #d8d3c8;border-radius:.5rem}' +
  'h1{font-size:1.5rem;margin:0 0 1rem}.amount{font-size:2rem;margin:.5rem 0}button{font:inherit;padding:.7rem 1.2rem;border-radius:.3rem;border:2px solid #14506b;background:#14506b;color:#fff;margin:0 .5rem .5rem 0;cursor:pointer}' +
  'button.quiet{background:#fff;color:#14506b}button:focus-visible{outline:3px solid #b35c00;outline-offset:2px}.soft{color:#4b5a63}';

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The stand-in's page: what is paid, one button to pay and one to go back. No script, nothing from elsewhere. */
export function checkoutPage(session: LocalSession): string {
  const language = session.language === 'de' || session.language === 'fr' ? session.language : 'en';
  const words = WORDS[language];
  const currency = session.currency.toUpperCase();
  const amount = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { style: 'currency', currency }).format(
    session.amountMinor / 100,
  );
  const form = `<form method="post"><button name="do" value="pay">${words.pay} ${escaped(amount)}</button><button class="quiet" name="do" value="cancel">${words.cancel}</button></form>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${words.title}</title><style>${STYLE}</style></head>
<body><main><h1>${words.title}</h1><p>${escaped(session.description)}</p><p class="amount">${escaped(amount)}</p>${session.status === 'open' ? form : `<p>${words.done}</p>`}<p class="soft">${words.demo}</p></main></body></html>`;
}
