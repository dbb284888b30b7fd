import type { NoticeWords, SealNoticeCode } from '../notice.js';

/** The mails about seals in English. */
export const ENGLISH_NOTICES: Record<SealNoticeCode, NoticeWords> = {
  EXPIRY_WARNING: {
    subject: 'Your {seal} expires on {on}',
    text: [
      'The {seal} of {member} for {domain} expires on {on}, in {days} days.',
      'After that day it is shown as expired. {issuer} can renew it before, and the code on your website stays as it is.',
      'Ask for the renewal here: {url}',
    ],
  },
  EXPIRED: {
    subject: 'Your {seal} has expired',
    text: [
      'The {seal} of {member} for {domain} expired on {on}.',
      'It is shown as expired now. If it is renewed, the code on your website shows it as valid again.',
      'Ask for the renewal here: {url}',
    ],
  },
  DOMAIN_FAILING: {
    subject: 'We could not confirm that {domain} is yours',
    text: [
      'The daily check of {domain} for the {seal} found no proof that the domain belongs to {member}.',
      'If none is found by {on}, {issuer} decides by its rule, which may suspend the seal.',
      '{proof}',
      'See the state of your domains here: {url}',
    ],
  },
  DOMAIN_LOST: {
    subject: '{domain} is not confirmed: what follows for your seal',
    text: [
      'Until {on} no proof was found that {domain} belongs to {member}. By the rule of {issuer} the {seal} is now treated as follows: {problem}.',
      'Once the proof is found again, a suspension ends by itself.',
      '{proof}',
      'See the state of your domains here: {url}',
    ],
  },
  DOMAIN_PROVEN: {
    subject: '{domain} is confirmed',
    text: [
      'The proof that {domain} belongs to {member} was found. The {seal} is in force.',
      'Please leave the proof where it is: it is checked every day.',
    ],
  },
  RENEWAL_ASKED: {
    subject: '{member} asks for the renewal of a {seal}',
    text: [
      '{member} asks {issuer} to renew the {seal} for {domain}.',
      'Please decide by {on}; after that day the wish lapses.',
      'Decide here: {url}',
    ],
  },
  RENEWAL_REMINDER: {
    subject: 'Still open: {member} asks for the renewal of a {seal}',
    text: ['The wish of {member} to renew the {seal} for {domain} is not answered yet.', 'It lapses on {on}.', 'Decide here: {url}'],
  },
  RENEWED: {
    subject: 'Your {seal} is renewed',
    text: [
      'The {seal} of {member} for {domain} is renewed until {on}.',
      'The code on your website stays as it is. You can check the seal here: {url}',
    ],
  },
  RENEWAL_DECLINED: {
    subject: 'Your {seal} is not renewed',
    text: [
      '{issuer} has declined to renew the {seal} of {member} for {domain}.',
      'The seal stays valid until its end, on {on}. Please ask {issuer} if something is unclear.',
    ],
  },
  RENEWAL_LAPSED: {
    subject: 'The renewal of your {seal} was not decided',
    text: [
      '{issuer} has not decided by {on} about renewing the {seal} of {member} for {domain}. The wish has lapsed.',
      'You can ask again here: {url}',
    ],
  },
  REISSUED: {
    subject: 'Your {seal} was issued anew',
    text: [
      'A record that the {seal} of {member} for {domain} shows was corrected. The seal was issued anew with the right data.',
      'The old address leads to the new seal. Please use the new one: {url}',
    ],
  },
  REPLACED: {
    subject: 'Your {seal} was replaced by a new one',
    text: [
      '{issuer} has replaced the {seal} of {member} by a new one. It is for {domain}.',
      'The old address leads to the new seal. On your website the old one is not shown as valid any more.',
      'Take the code of the new seal here: {url}',
    ],
  },
  LOOK_ALIKE: {
    subject: '{other} can be taken for {domain}',
    text: [
      'A seal was issued on {other}. The name can be taken for {domain}, where the {seal} of {member} stands.',
      'Nothing changes for that seal. Please look whether {other} belongs to {member}, or pretends to.',
      'What is confirmed about {other}, and by whom, stands here: {url}',
    ],
  },
};
