import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ObjectionKind, Right } from '../request/types.js';
import { type MailWords, recogniseRequest } from './recognise.js';

interface CorpusMail {
  id: string;
  language: string;
  subject: string;
  text: string;
  expect: { rights: Right[]; verdict: string; objectionKind?: ObjectionKind; isReminder?: boolean };
}

const corpus: CorpusMail[] = JSON.parse(readFileSync(new URL('../../tests/fixtures/mails/corpus.json', import.meta.url), 'utf8'));
/** Written later, in four lots, to see how the patterns fare with wordings they were not made from; tuned on since. */
const later: CorpusMail[] = JSON.parse(readFileSync(new URL('../../tests/fixtures/mails/fresh.json', import.meta.url), 'utf8'));
/** Said in a roundabout way, with what only sounds like a request; in four lots, each written before the patterns were looked at. Tuned on since. */
const oblique: CorpusMail[] = JSON.parse(readFileSync(new URL('../../tests/fixtures/mails/oblique.json', import.meta.url), 'utf8'));
const isTuned = (mail: CorpusMail) => Number(mail.id.slice(3)) % 2 === 1;

type Result = 'right' | 'wrong' | 'triage';

/** Right: exactly the expected rights and kind. Triage: no right although some were meant. Wrong: anything else. */
function resultOf(mail: CorpusMail): Result {
  const found = recogniseRequest({ subject: mail.subject, text: mail.text });
  const rights = found.rights.map(({ right }) => right).sort();
  const kind = found.rights.find(({ right }) => right === 'objection')?.objectionKind;
  const isRight = rights.join() === [...mail.expect.rights].sort().join() && kind === mail.expect.objectionKind;
  if (isRight && found.isReminder === (mail.expect.isReminder ?? false)) return 'right';
  return rights.length === 0 && mail.expect.rights.length > 0 ? 'triage' : 'wrong';
}

function count(mails: readonly CorpusMail[]): Record<Result, number> {
  const counts: Record<Result, number> = { right: 0, wrong: 0, triage: 0 };
  for (const mail of mails) counts[resultOf(mail)] += 1;
  return counts;
}

describe('the corpus of ninety mails', () => {
  it.each([
    { half: 'tune', mails: corpus.filter(isTuned) },
    { half: 'unseen', mails: corpus.filter((mail) => !isTuned(mail)) },
  ])('is read well in the $half half', ({ half, mails }) => {
    const counts = count(mails);
    process.stdout.write(
      `recognition, ${half} half: ${counts.right} right, ${counts.triage} to triage, ${counts.wrong} wrong of ${mails.length}\n`,
    );
    expect(mails).toHaveLength(45);
    expect(counts.wrong).toBeLessThanOrEqual(1);
    expect(counts.right).toBeGreaterThanOrEqual(42);
  });

  it('and the later mails keep their readings', () => {
    const counts = count(later);
    process.stdout.write(
      `recognition, later mails: ${counts.right} right, ${counts.triage} to triage, ${counts.wrong} wrong of ${later.length}\n`,
    );
    expect(counts.wrong).toBe(0);
    expect(counts.right).toBeGreaterThanOrEqual(118);
  });

  it('and what is said in a roundabout way is read or goes to a person, never to the wrong right', () => {
    const counts = count(oblique);
    process.stdout.write(
      `recognition, oblique mails: ${counts.right} right, ${counts.triage} to triage, ${counts.wrong} wrong of ${oblique.length}\n`,
    );
    expect(counts.wrong).toBe(0);
    expect(counts.right).toBeGreaterThanOrEqual(134);
  });

  it('tells the language of every mail', () => {
    const wrong = [...corpus, ...later].filter(
      (mail) => recogniseRequest({ subject: mail.subject, text: mail.text }).language !== mail.language,
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

const read = (text: string, more: Partial<MailWords> = {}) => recogniseRequest({ text, ...more });
const rightsOf = (text: string, more: Partial<MailWords> = {}) => read(text, more).rights.map(({ right }) => right);

describe('substance over words (RULEBOOK 2.0 gate 4)', () => {
  it.each([
    ['Delete me from your systems but first send me everything you have about me.'],
    ['Löschen Sie mein Konto, aber schicken Sie mir vorher alles, was Sie über mich gespeichert haben.'],
    ["Supprimez mon compte, mais envoyez-moi d'abord une copie de mes données."],
  ])('puts access before erasure: %s', (text) => {
    expect(rightsOf(text)).toEqual(['access', 'erasure']);
  });

  it.each([
    ['I do not want you to delete my account.'],
    ['Please never delete my data.'],
    ['Bitte löschen Sie mein Konto nicht.'],
    ['Ne supprimez pas mon compte.'],
    ['If you delete my account, tell me first.'],
    ['You told me that you will delete my account next week.'],
  ])('does not take the opposite for a demand: %s', (text) => {
    expect(read(text).verdict).not.toBe('recognised');
  });

  it.each([
    ['I request access to my personal data. I know that I also have the right to rectification, erasure, restriction and objection.'],
    [
      'Ich beantrage Auskunft über meine Daten. Mir ist das Bestehen eines Rechts auf Berichtigung, Löschung und Einschränkung bekannt, ebenso das Recht auf Beschwerde.',
    ],
    ["Je demande une copie de mes données. Je connais mon droit de rectification, d'effacement et d'opposition."],
  ])('does not count a list of rights: %s', (text) => {
    expect(rightsOf(text)).toEqual(['access']);
  });

  it.each<[string, ObjectionKind]>([
    ['Take me off your mailing list.', 'direct_marketing'],
    ['I hereby object to direct marketing under Article 21(2) GDPR.', 'direct_marketing'],
    ['I object to the processing of my data under Article 21(1) GDPR because of my particular situation.', 'legitimate_interest'],
    ['I object to the use of my data for scientific research, Article 21(6) GDPR.', 'research'],
    ['I withdraw my consent to the use of my photo.', 'other_basis'],
    ['I withdraw my consent to your newsletter.', 'direct_marketing'],
    ['Bitte nehmen Sie mich aus dem Verteiler.', 'direct_marketing'],
    ['Ich widerrufe meine Einwilligung in die Veröffentlichung meines Fotos.', 'other_basis'],
    ["Je m'oppose au traitement de mes données.", 'legitimate_interest'],
    ['Je ne veux plus recevoir vos publicités.', 'direct_marketing'],
  ])('tells the kind of objection: %s', (text, kind) => {
    expect(read(text).rights).toEqual([expect.objectContaining({ right: 'objection', objectionKind: kind })]);
  });

  it('does not take a consent withdrawn for the case that it was given for an objection', () => {
    const text = 'Please erase all my personal data. If I have given consent to the processing, I hereby withdraw my consent.';
    expect(rightsOf(text)).toEqual(['erasure']);
  });

  it('knows a transfer to another organisation', () => {
    expect(read('Please transfer my data directly to another provider.').rights).toEqual([
      expect.objectContaining({ right: 'portability', isTransfer: true }),
    ]);
    expect(read('I would like to export my data as JSON in a machine-readable format.').rights).toEqual([
      expect.objectContaining({ right: 'portability', isTransfer: false }),
    ]);
  });

  it('reads letters sent as attachments and ignores the subject of a reply', () => {
    expect(rightsOf('see attached', { attachmentsText: 'I request erasure of my personal data under Article 17 GDPR.' })).toEqual([
      'erasure',
    ]);
    expect(rightsOf('Thank you.', { subject: 'Re: Request for erasure of my data, Article 17 GDPR' })).toEqual([]);
  });

  it('does not take an article of another law or contract for a right', () => {
    expect(rightsOf('I hereby request payment according to Article 17 of our contract.')).toEqual([]);
  });

  it('gives reasons that never quote the mail', () => {
    const [right] = read('Please delete my account. Wilhelmine Unverkennbar').rights;
    expect(right?.because).toEqual(['asks to delete own data']);
  });
});

describe('what else a mail says', () => {
  it.each([
    ['I have not received an answer to my request of 3 May.', true],
    ['Ich habe keine Antwort auf meine Anfrage erhalten.', true],
    ["Je n'ai pas reçu de réponse à ma demande.", true],
    ['I would like to know what you know about me.', false],
  ])('is a reminder or not: %s', (text, isReminder) => {
    expect(read(text).isReminder).toBe(isReminder);
  });

  it('takes a request withdrawn to a person, not to a case', () => {
    const found = read('Please note that I withdraw my request for erasure of my data.');
    expect(found).toMatchObject({ isWithdrawalOfRequest: true, verdict: 'triage', rights: [] });
  });

  it('finds the name below the closing words or in an introduction', () => {
    expect(read('Delete my data.\n\nKind regards\nAnna-Lena van der Meer\n').requesterName).toBe('Anna-Lena van der Meer');
    expect(read('Guten Tag, mein Name ist Jörg Öztürk, bitte löschen.').requesterName).toBe('Jörg Öztürk');
    expect(read('delete my data').requesterName).toBeUndefined();
  });

  it.each([
    ['First name: Lucia\nLast name: Fernandes\nEmail: l@mail.example', 'Lucia Fernandes'],
    ['Nachname: Aydin\nVorname: Cem', 'Cem Aydin'],
    ['Please delete my data.\n\nCarol Adeyemi (mother)', 'Carol Adeyemi'],
    ['Je demande mes données.\n\nVeuillez agréer, Madame, l’expression de mes sentiments distingués.\nOriane Delvaux', 'Oriane Delvaux'],
    ['Regards\nT. Abernathy', 'T. Abernathy'],
    ['Bitte löschen.\nTischlerei Harms GmbH', undefined],
    ['Please delete my data.\nKind Regards', undefined],
    ['Please delete my data.\nSent from my iPhone', undefined],
  ])('finds the name in a form, a closing or the last line: %s', (text, name) => {
    expect(read(text).requesterName).toBe(name);
  });

  it('opens no case on hints alone', () => {
    expect(read('I moved house last year. We live at 4 Mill Lane. I was elected to the board.').rights).toEqual([]);
  });

  it('takes a consent withdrawn beside a demand to erase for its ground', () => {
    expect(rightsOf('I withdraw my consent. Please erase my personal data.')).toEqual(['erasure']);
  });

  it('understands the spellings of people in a hurry', () => {
    expect(rightsOf('pls delet my acount')).toEqual(['erasure']);
    expect(rightsOf('what info do u have on me')).toEqual(['access']);
    expect(rightsOf('suprimez mon compte svp')).toEqual(['erasure']);
  });

  it('asks a person about a case put as a question', () => {
    expect(rightsOf('If I asked you to delete my data, what would happen to my points?')).toEqual([]);
    expect(rightsOf('Wenn ich Sie bitten würde, meine Daten zu löschen, was würde dann aus meinen Punkten?')).toEqual([]);
  });

  it('marks other business and general questions', () => {
    expect(read('The invoice shows VAT twice, please send a new one.').verdict).toBe('not-a-request');
    expect(read('I am a student and have a general question: how many requests for access to personal data do you get?').verdict).toBe(
      'not-a-request',
    );
    expect(read('').verdict).toBe('triage');
  });
});

describe('time', () => {
  it.each([
    ['one endless word', 'a'.repeat(500_000)],
    ['a demand over and over', 'please delete my data '.repeat(20_000)],
    ['words that begin patterns and never end them', 'delete send what my not if '.repeat(20_000)],
    ['articles', 'Art. 15, 16, 17, 18, 20, 21 GDPR '.repeat(10_000)],
    ['line ends', '\n \t\n'.repeat(50_000)],
    ['full stops', '. '.repeat(200_000)],
    ['combining marks', `a${'\u0301'.repeat(300_000)}`],
    ['signs that expand', '\ufdfa'.repeat(100_000)],
    [
      '100 KB of a forwarded thread',
      'Fwd: > On Monday you wrote: please do not delete, but correct my name, nor use it until '.repeat(1_200),
    ],
    ['100 KB of words in no table', 'Xyloph quartz borogove mimsy wabe '.repeat(3_000)],
    ['100 KB of halves of addresses', 'a@b.'.repeat(25_000)],
    ['100 KB of German halves', 'weder löschen noch meine Daten nicht mehr bis '.repeat(2_300)],
    ['100 KB of French halves', "ni l'effacer ni ma fiche ne plus tant que toutes ".repeat(2_200)],
    ['lines that nearly close', `${'Veuillez agréer, Madame, mes salutations '.repeat(4)}\n`.repeat(700)],
    ['a closing without end', 'Regards '.repeat(40_000)],
    ['capitals', `Regards\n${'A '.repeat(100_000)}`],
  ])('stays quick on hostile text: %s', (_, text) => {
    const started = performance.now();
    recogniseRequest({ text, subject: text, attachmentsText: text });
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
