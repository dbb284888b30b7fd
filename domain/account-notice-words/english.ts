import type { AccountNoticeCode, NoticeWords } from '../account-notices.js';

export const ENGLISH: Record<AccountNoticeCode, NoticeWords> = {
  PASSWORD_CHANGED: {
    subject: 'Your password was changed',
    text: [
      'The password of your account was changed. Every other sign-in with this account has ended.',
      'If it was not you, set a new password now: {url}',
    ],
  },
  PASSWORD_RESET: {
    subject: 'Set a new password',
    text: [
      'Somebody asked for a new password for your account. The link works once, until {until}.',
      'Set it here: {url}',
      'If it was not you, there is nothing to do: your password stays as it is.',
    ],
  },
  NEW_CODE_APP: {
    subject: 'Another authenticator app is connected',
    text: [
      'Your account asks for the codes of another authenticator app from now on. Those of the one before no longer work.',
      'If it was not you, set a new password and write to us: {url}',
    ],
  },
  RECOVERY_CODE_USED: {
    subject: 'A recovery code was used',
    text: [
      'Somebody signed in to your account with a recovery code. {left} of ten are left.',
      'If it was not you, end all sign-ins and make new codes on the page of your account: {url}',
    ],
  },
  RECOVERY_CODES_MADE: {
    subject: 'You have new recovery codes',
    text: [
      'Ten new recovery codes were made for your account. Those of before no longer work.',
      'If it was not you, set a new password: {url}',
    ],
  },
  REMEMBERED_REPLAYED: {
    subject: 'We ended all sign-ins of your account',
    text: [
      'A browser that is to be remembered ({what}) showed a sign-in that had been used before. That happens when somebody copies it.',
      'So we ended every sign-in of your account. Nobody is let in without your password.',
      'Sign in again here, and change your password if you doubt it: {url}',
    ],
  },
  PASSKEY_ADDED: {
    subject: 'A passkey was added to your account',
    text: [
      'The passkey “{what}” can sign in to your account from now on.',
      'If it was not you, remove it on the page of your account: {url}',
    ],
  },
  PASSKEY_REMOVED: {
    subject: 'A passkey was removed from your account',
    text: ['The passkey “{what}” no longer signs in to your account.', 'If it was not you, see what signs in to your account: {url}'],
  },
  PROVIDER_LINKED: {
    subject: 'Single sign-on is connected with your account',
    text: [
      'You can sign in to your account through {what} from now on.',
      'If it was not you, end the connection on the page of your account: {url}',
    ],
  },
  INVITED: {
    subject: '{by} invites you',
    text: [
      '{by} made an account for you. You choose your password and connect an authenticator app yourself; nobody else knows them.',
      'Set it up here: {url}',
      'The link works once, until {until}. If you did not expect this, there is nothing to do.',
    ],
  },
  ADDRESS_CONFIRM: {
    subject: 'Confirm your new address',
    text: [
      'Somebody who is signed in wants to use this address for their account with us. Nothing has changed so far.',
      'Confirm it here: {url}',
      'The link works once, until {until}, and asks for a sign-in. If it was not you, there is nothing to do.',
    ],
  },
  ADDRESS_HAS_ACCOUNT: {
    subject: 'Your address has an account already',
    text: [
      'Somebody wanted to use this address for another account with us. It has one already, so nothing has changed.',
      'If it was you, sign in with this address: {url}',
      'If it was not you, there is nothing to do. Nobody was told that you have an account.',
    ],
  },
  ADDRESS_CHANGE_ASKED: {
    subject: 'Your account is to get another address',
    text: [
      'Somebody signed in to your account and asked to change its address to {what}. The change takes effect once it is confirmed from there.',
      'If it was you, there is nothing to do.',
      'If it was not you, stop it here, until {until}: {url}',
    ],
  },
  ADDRESS_CHANGED: {
    subject: 'Your account has another address now',
    text: [
      'The address of your account was changed to {what}. Every other sign-in with this account has ended. We write to the new address from now on.',
      'If it was not you, take it back here, until {until}: {url}',
    ],
  },
  ADDRESS_KEPT: {
    subject: 'Your account keeps this address',
    text: [
      'The change of address was stopped from your mailbox. Every sign-in has ended, what was added to sign in since then is removed, and the password no longer works.',
      'Set a new one here: {url}',
      'The link works once, until {until}. If the codes of your authenticator app are not accepted afterwards, reply to this mail.',
    ],
  },
};
