import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { recogniseAgent } from '../../../domain/intake/agent.js';
import { recogniseRequest } from '../../../domain/intake/recognise.js';
import { aboveForwardedOf, newTextOf } from '../inbound/quotes.js';

interface WrittenMail {
  id: string;
  language: string;
  subject: string;
  text: string;
  expect: { rights: string[]; objectionKind?: string; agent?: boolean };
}

const mailsOf = (lot: string): WrittenMail[] =>
  JSON.parse(readFileSync(new URL(`../../../tests/fixtures/mails/${lot}.json`, import.meta.url), 'utf8'));

/** Reads a mail as the mail room does: without what is quoted, the writer's own words above a forwarded mail first. */
function read({ subject, text }: WrittenMail) {
  const newText = newTextOf(text) || text;
  const found = recogniseRequest({ subject, text: newText, aboveForwarded: aboveForwardedOf(newText) });
  return { ...found, agent: recogniseAgent(`${subject}\n${newText}`) };
}

function misread(mails: readonly WrittenMail[]): { says: string; isWrong: boolean }[] {
  return mails.flatMap((mail) => {
    const { rights } = read(mail);
    const kind = rights.find(({ right }) => right === 'objection')?.objectionKind;
    const found = `${rights
      .map(({ right }) => right)
      .sort()
      .join()} ${kind ?? ''}`;
    const meant = `${[...mail.expect.rights].sort().join()} ${mail.expect.objectionKind ?? ''}`;
    return found === meant ? [] : [{ says: `${mail.id}: ${found} instead of ${meant}`, isWrong: rights.length > 0 }];
  });
}

/** Tuned on: what is read right stays so. How they fared when first seen stands in tests/fixtures/mails/README.md. */
describe('mails of the second author', () => {
  it.each([
    'second-author',
    'second-author-later',
    'second-author-oblique',
    'second-author-last',
    'second-author-usual',
    'other-business',
    'contrasts',
    'everyday',
  ])('%s are read as a reader would, or by a person', (lot) => {
    const mails = mailsOf(lot);
    const found = misread(mails);
    // A mail for a person is no misreading; hardly any may become one.
    expect(found.filter(({ isWrong }) => isWrong).map(({ says }) => says)).toEqual([]);
    expect(found.length).toBeLessThanOrEqual(mails.length / 30);
  });

  it('show who writes for somebody else', () => {
    const mails = [...mailsOf('second-author'), ...mailsOf('second-author-later'), ...mailsOf('other-business')];
    const wrong = mails.filter((mail) => (read(mail).agent !== undefined) !== (mail.expect.agent ?? false));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('are in the language they are in', () => {
    const mails = [...mailsOf('second-author'), ...mailsOf('second-author-later')];
    expect(mails.filter((mail) => read(mail).language !== mail.language).map(({ id }) => id)).toEqual([]);
  });
});

describe('a forwarded mail', () => {
  const forward = '---------- Forwarded message ---------\nFrom: Shop\n\nYou can delete your account under My account.';

  it('is not read where the words above it ask for something', () => {
    const text = `Please send me a copy of my personal data.\n\n${forward}`;
    expect(read({ id: '', language: 'en', subject: 'Fwd: Welcome', text, expect: { rights: [] } }).rights).toMatchObject([
      { right: 'access' },
    ]);
  });

  it('is read where nothing above it does', () => {
    const text = `See below, can you help?\n\n${forward.replace('You can delete your', 'Please delete my')}`;
    expect(read({ id: '', language: 'en', subject: 'Fwd: my data', text, expect: { rights: [] } }).rights).toMatchObject([
      { right: 'erasure' },
    ]);
  });
});
