import { NOT_PERSONAL } from '../../../domain/erasure/law.js';
import type { KeptGround } from '../writing-acts.js';

/** What may be changed of a register. */
export interface RegisterActs {
  /** Set where the register stays when a person is erased. */
  kept: KeptGround | null;
  /** False for registers that no decision erases: the organisation's data and the file of the requests themselves. */
  isErasable: boolean;
  /** Plain columns that a correction may set, with their PostgreSQL type. */
  plain: Readonly<Record<string, string>>;
  /** True where the fields of the sealed record may be corrected: not what was said or seen at a time. */
  isSealedCorrectable: boolean;
  /** Data categories of fields, so that the words people use find them. */
  fields: Readonly<Record<string, readonly string[]>>;
}

const CORPORATE: KeptGround = { ground: NOT_PERSONAL, words: 'the record of the organisation, which is not about you' };
const PROOF: KeptGround = { ground: '17(3)(e)', words: 'the file of your requests, kept to be able to prove what was done (Art. 5(2))' };
const CONTACT = { name: ['user.name'], email: ['user.contact.email'], phone: ['user.contact.phone_number'] };
const GOES = { kept: null, isErasable: true, plain: {}, isSealedCorrectable: false, fields: {} };
const STAYS = { isErasable: false, plain: {}, isSealedCorrectable: false, fields: {} };

/** How a register of ours is corrected and erased. One without a line here belongs to the file of the requests, and stays with it. */
export function registerActsOf(name: string): RegisterActs {
  return REGISTER_ACTS[name] ?? { ...STAYS, kept: PROOF };
}

export const REGISTER_ACTS: Readonly<Record<string, RegisterActs>> = {
  officer: { ...GOES, plain: { position: 'text' }, isSealedCorrectable: true, fields: { ...CONTACT, position: ['user.job_title'] } },
  member: { ...STAYS, kept: CORPORATE, plain: { name: 'text', address: 'text', registration_number: 'text' } },
  seal: { ...STAYS, kept: CORPORATE },
  // RULEBOOK 2.3: the regulator's record of who holds a certificate is kept; its issuer answers for it.
  certificate: {
    kept: { ground: '17(3)(b)', words: 'the record of your certificate, which its issuer must be able to account for' },
    isErasable: true,
    plain: { kind: 'text', valid_from: 'date', valid_until: 'date' },
    isSealedCorrectable: true,
    fields: { holderName: ['user.name'], name: ['user.name'], number: ['user.unique_id'] },
  },
  newsletter: { ...GOES, isSealedCorrectable: true, fields: CONTACT },
  preference: {
    ...GOES,
    isSealedCorrectable: true,
    fields: { phone: ['user.contact.phone_number'], address: ['user.contact.address'] },
    plain: { email: 'boolean', sms: 'boolean', post: 'boolean', telephone: 'boolean', share_partners: 'boolean' },
  },
  support_message: { ...GOES, fields: CONTACT },
  // GDPR Art. 17(1)(a): needed for its purpose as long as somebody signs in with it for an organisation; a disabled one stays, as what it did does.
  account: {
    ...STAYS,
    kept: {
      ground: '17(1)',
      words: 'your account: in use while you sign in with it, then kept to be able to say who did what (Art. 5(2))',
    },
  },
  log_entry: GOES,
  newsletter_copy: GOES,
  consent_record: { ...STAYS, kept: { ground: '17(3)(e)', words: 'the proof of what you agreed to and when you ended it (Art. 7(1))' } },
  suppression: { ...STAYS, kept: { ground: '17(3)(e)', words: 'that you want no advertising, kept as a keyed hash so that you get none' } },
  disclosure: {
    ...STAYS,
    kept: { ground: '17(3)(e)', words: 'the record of who received your data, kept to be able to tell them and you' },
  },
  fee: { ...STAYS, kept: { ground: '17(3)(b)', words: 'our accounts, which tax law makes us keep' } },
  request: { ...STAYS, kept: PROOF },
  thread_message: { ...STAYS, kept: PROOF },
};

/** The registers that an erasure empties unless it was decided otherwise. */
export const ERASED_REGISTERS: readonly string[] = Object.keys(REGISTER_ACTS).filter((name) => {
  const acts = REGISTER_ACTS[name];
  return acts?.isErasable === true && acts.kept === null;
});
