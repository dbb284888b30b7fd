import { statSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Language } from '../../../domain/request/types.js';
import { linkOf, openJourney, untilShown, waitForMail } from '../../support/journey.js';
import { itInLongRun } from '../../support/long-run.js';
import type { Whole } from './whole.js';

const MINUTES = 60_000;

interface Said {
  language: Exclude<Language, 'en'>;
  locale: string;
  me: string;
  send: string;
  sent: string;
  pay: RegExp;
  paid: string;
  open: string;
  download: string;
  /** Words of the other languages that would show a page or mail which was not translated. */
  never: RegExp;
}

const GERMAN: Said = {
  language: 'de',
  locale: 'de-DE',
  me: 'Ja, ich bin es',
  send: 'Nachricht senden',
  sent: 'Ihre Nachricht ist im Vorgang.',
  pay: /^12,50 £ zahlen$/,
  paid: 'Das Entgelt ist bezahlt.',
  open: 'Antwort öffnen',
  download: 'Datei herunterladen',
  never: /\b(your request|the answer|you can|votre demande|vous pouvez)\b/i,
};
const FRENCH: Said = {
  language: 'fr',
  locale: 'fr-FR',
  me: 'Oui, c’est moi',
  send: 'Envoyer le message',
  sent: 'Votre message est dans le dossier.',
  pay: /^Payer 12,50/,
  paid: 'Les frais sont payés.',
  open: 'Ouvrir ma réponse',
  download: 'Télécharger le fichier',
  never: /\b(your request|the answer|you can|Ihr Antrag|Sie können)\b/i,
};

/** A person who reads German or French: identity, our question, a fee paid, the file in hand, on a phone; every page looked at by axe. */
export function languageJourney(whole: () => Whole): void {
  itInLongRun.each([GERMAN, FRENCH])(
    'in $language, with its question and its fee',
    async (said) => {
      const { base, browser, clerk } = whole();
      if (browser === undefined) throw new Error('no browser');
      const context = await browser.newContext({ locale: said.locale, viewport: { width: 390, height: 844 } });
      const person = openJourney(base, await context.newPage());
      const { page, go, press, findings } = person;
      const email = `${said.language}-reader@example.com`;
      const untranslated: string[] = [];
      const read = (text: string) => untranslated.push(...(said.never.exec(text) ?? []));
      const look = async () => read((await page.locator('main').textContent()) ?? '');
      const mail = async (letter: string) => {
        const caught = await waitForMail(base, email, letter);
        read(caught.text);
        return caught;
      };

      const reference = await clerk.file({ requester: { name: 'Erin Muster', email }, language: said.language });
      const post = (act: string, body: object) => clerk.call('POST', `/api/v1/requests/${reference}/${act}`, body);
      await go(linkOf(await mail('ID_REQUEST'), '/link/'));
      await press(said.me);
      await clerk.until(reference, 'deciding');

      await post('clarification', { question: '2024?' });
      await go(linkOf(await mail('CLARIFICATION'), '/status/'));
      await look();
      await page.locator('textarea').first().fill('2024');
      await press(said.send);
      expect(await page.locator('main').textContent()).toContain(said.sent);
      await clerk.until(reference, 'deciding');

      const fee = { ground: 'unfounded-or-excessive', amountMinor: 1250, currency: 'GBP', calculation: '12.50', evidence: '…' };
      await post('fee', fee);
      const second = await clerk.second();
      expect((await second('POST', `/api/v1/requests/${reference}/fee`, fee)).status).toBe(200);
      const notice = await mail('FEE_NOTICE');
      await go(notice.links.find((link) => link.endsWith('/fee')) ?? '');
      await look();
      await press(said.pay);
      await press(said.language === 'de' ? /^Zahlen/ : /^Payer/);
      expect(await untilShown(person, said.paid)).toBe(true);
      await look();

      await clerk.until(reference, 'deciding');
      await clerk.answer(reference);
      await go(linkOf(await mail('DISCLOSURE'), '/link/'));
      await press(said.open);
      await look();
      const link = page.getByRole('link', { name: said.download });
      const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(statSync(await file.path()).size).toBeGreaterThan(1000);
      expect([untranslated, findings]).toEqual([[], []]);
      await context.close();
    },
    6 * MINUTES,
  );
}
