import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';

/** NIST SP 800-63B: length counts, rules of composition do not. */
const MIN_CHARS = 12;
const MAX_CHARS = 500;
/** Fewer guesses than 10^8: known from breaches, common, or a variation of it. */
const STRONG_SCORE = 3;
/** With an own name in it, a password needs this many letters that are not. */
const FOREIGN_LETTERS = 8;
/** What somebody who knows these pages tries first. */
const HOUSE_WORDS = ['rightsdesk', 'rights', 'desk', 'seal', 'seals', 'issuer', 'member', 'staff'];

/** Why a password is not taken. */
export type PasswordFault = 'short' | 'long' | 'common' | 'own-name';

let judge: ZxcvbnFactory | undefined;
/** Loaded at the first password: the lists of breached and common ones take some megabytes. */
const judgeOf = (): ZxcvbnFactory => {
  judge ??= new ZxcvbnFactory({ dictionary: { ...common.dictionary, ...english.dictionary }, graphs: common.adjacencyGraphs });
  return judge;
};

/** Judges a password its owner chose, against the lists of a pinned package and against the owner's own name and address. */
export function judgePassword(password: string, { email, name }: { email: string; name: string }): PasswordFault | undefined {
  const length = [...password].length;
  if (length < MIN_CHARS) return 'short';
  if (length > MAX_CHARS) return 'long';
  if (isOwnName(password, email, name)) return 'own-name';
  const own = [email, ...email.split(/[@.+_-]/), name, ...name.split(/\s+/)].filter((word) => word.length > 2);
  const { score, sequence } = judgeOf().check(password.slice(0, 100), [...own, ...HOUSE_WORDS]);
  if (score >= STRONG_SCORE) return undefined;
  return sequence.some(({ dictionaryName }) => String(dictionaryName).startsWith('userInputs')) ? 'own-name' : 'common';
}

/** Whether little is left once the owner's name and address, digits and signs are taken out. */
function isOwnName(password: string, email: string, name: string): boolean {
  const letters = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[^\p{L}]/gu, '');
  const own = `${email} ${name}`.split(/[\s@.+_-]+/).map(letters);
  const longestFirst = own.filter((word) => word.length > 2).sort((one, other) => other.length - one.length);
  const all = letters(password);
  const left = longestFirst.reduce((rest, word) => rest.replaceAll(word, ''), all);
  return left.length < all.length && left.length < FOREIGN_LETTERS;
}
