import type { Language } from './request/types.js';

/** What a mail about an account can say beside its code. */
export interface AccountNoticeFacts {
  /** Where the reader goes on; a link that works once where the mail is there for it. */
  url: string;
  /** Until when such a link works, in words. */
  until?: string;
  /** How many recovery codes are left. */
  left?: string;
  /** Browser, passkey or provider that it is about. */
  what?: string;
  /** Who invites. */
  by?: string;
}

/** The mails about an account, each to its owner. A new one is a code here and its words; the test renders every one in every language. */
export const ACCOUNT_NOTICES = [
  'PASSWORD_CHANGED',
  'PASSWORD_RESET',
  'NEW_CODE_APP',
  'RECOVERY_CODE_USED',
  'RECOVERY_CODES_MADE',
  'REMEMBERED_REPLAYED',
  'PASSKEY_ADDED',
  'PASSKEY_REMOVED',
  'PROVIDER_LINKED',
  'INVITED',
] as const;
export type AccountNoticeCode = (typeof ACCOUNT_NOTICES)[number];

interface Words {
  subject: string;
  /** Paragraphs: first the fact, then what happens next, then what the reader can do. */
  text: readonly string[];
}

const EN: Record<AccountNoticeCode, Words> = {
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
};

const DE: Record<AccountNoticeCode, Words> = {
  PASSWORD_CHANGED: {
    subject: 'Ihr Passwort wurde geändert',
    text: [
      'Das Passwort Ihres Kontos wurde geändert. Jede andere Anmeldung mit diesem Konto ist beendet.',
      'Waren Sie das nicht, setzen Sie jetzt ein neues Passwort: {url}',
    ],
  },
  PASSWORD_RESET: {
    subject: 'Ein neues Passwort setzen',
    text: [
      'Für Ihr Konto wurde ein neues Passwort angefragt. Der Link gilt einmal, bis {until}.',
      'Setzen Sie es hier: {url}',
      'Waren Sie das nicht, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.',
    ],
  },
  NEW_CODE_APP: {
    subject: 'Eine andere Authentifizierungs-App ist verbunden',
    text: [
      'Ihr Konto fragt ab jetzt nach den Codes einer anderen Authentifizierungs-App. Die der bisherigen gelten nicht mehr.',
      'Waren Sie das nicht, setzen Sie ein neues Passwort und schreiben Sie uns: {url}',
    ],
  },
  RECOVERY_CODE_USED: {
    subject: 'Ein Wiederherstellungscode wurde benutzt',
    text: [
      'Mit einem Wiederherstellungscode wurde Ihr Konto geöffnet. Von zehn sind noch {left} übrig.',
      'Waren Sie das nicht, beenden Sie auf der Seite Ihres Kontos alle Anmeldungen und machen Sie neue Codes: {url}',
    ],
  },
  RECOVERY_CODES_MADE: {
    subject: 'Sie haben neue Wiederherstellungscodes',
    text: [
      'Für Ihr Konto wurden zehn neue Wiederherstellungscodes gemacht. Die bisherigen gelten nicht mehr.',
      'Waren Sie das nicht, setzen Sie ein neues Passwort: {url}',
    ],
  },
  REMEMBERED_REPLAYED: {
    subject: 'Wir haben alle Anmeldungen Ihres Kontos beendet',
    text: [
      'Ein Browser, den wir uns merken sollten ({what}), zeigte eine Anmeldung vor, die schon benutzt war. Das geschieht, wenn jemand sie kopiert.',
      'Darum haben wir jede Anmeldung Ihres Kontos beendet. Ohne Ihr Passwort kommt niemand hinein.',
      'Melden Sie sich hier neu an und ändern Sie Ihr Passwort, wenn Sie daran zweifeln: {url}',
    ],
  },
  PASSKEY_ADDED: {
    subject: 'Ihrem Konto wurde ein Passkey hinzugefügt',
    text: [
      'Der Passkey „{what}“ kann sich ab jetzt an Ihrem Konto anmelden.',
      'Waren Sie das nicht, entfernen Sie ihn auf der Seite Ihres Kontos: {url}',
    ],
  },
  PASSKEY_REMOVED: {
    subject: 'Ein Passkey wurde aus Ihrem Konto entfernt',
    text: [
      'Der Passkey „{what}“ meldet sich nicht mehr an Ihrem Konto an.',
      'Waren Sie das nicht, sehen Sie nach, was sich an Ihrem Konto anmelden kann: {url}',
    ],
  },
  PROVIDER_LINKED: {
    subject: 'Die Einmalanmeldung ist mit Ihrem Konto verbunden',
    text: [
      'Sie können sich ab jetzt über {what} an Ihrem Konto anmelden.',
      'Waren Sie das nicht, lösen Sie die Verbindung auf der Seite Ihres Kontos: {url}',
    ],
  },
  INVITED: {
    subject: '{by} lädt Sie ein',
    text: [
      '{by} hat ein Konto für Sie angelegt. Passwort und Authentifizierungs-App richten Sie selbst ein; niemand sonst kennt sie.',
      'Richten Sie es hier ein: {url}',
      'Der Link gilt einmal, bis {until}. Haben Sie das nicht erwartet, müssen Sie nichts tun.',
    ],
  },
};

const FR: Record<AccountNoticeCode, Words> = {
  PASSWORD_CHANGED: {
    subject: 'Votre mot de passe a été changé',
    text: [
      'Le mot de passe de votre compte a été changé. Toute autre connexion à ce compte a pris fin.',
      'Si ce n’était pas vous, choisissez un nouveau mot de passe maintenant : {url}',
    ],
  },
  PASSWORD_RESET: {
    subject: 'Choisir un nouveau mot de passe',
    text: [
      'Un nouveau mot de passe a été demandé pour votre compte. Le lien sert une seule fois, jusqu’au {until}.',
      'Choisissez-le ici : {url}',
      'Si ce n’était pas vous, vous n’avez rien à faire : votre mot de passe reste le même.',
    ],
  },
  NEW_CODE_APP: {
    subject: 'Une autre application d’authentification est reliée',
    text: [
      'Votre compte demande désormais les codes d’une autre application d’authentification. Ceux de la précédente ne valent plus.',
      'Si ce n’était pas vous, choisissez un nouveau mot de passe et écrivez-nous : {url}',
    ],
  },
  RECOVERY_CODE_USED: {
    subject: 'Un code de secours a été utilisé',
    text: [
      'Une connexion à votre compte a été faite avec un code de secours. Il en reste {left} sur dix.',
      'Si ce n’était pas vous, mettez fin à toutes les connexions et refaites des codes sur la page de votre compte : {url}',
    ],
  },
  RECOVERY_CODES_MADE: {
    subject: 'Vous avez de nouveaux codes de secours',
    text: [
      'Dix nouveaux codes de secours ont été faits pour votre compte. Les précédents ne valent plus.',
      'Si ce n’était pas vous, choisissez un nouveau mot de passe : {url}',
    ],
  },
  REMEMBERED_REPLAYED: {
    subject: 'Nous avons mis fin à toutes les connexions de votre compte',
    text: [
      'Un navigateur à retenir ({what}) a présenté une connexion déjà utilisée. Cela arrive quand quelqu’un la copie.',
      'Nous avons donc mis fin à toutes les connexions de votre compte. Sans votre mot de passe, personne n’entre.',
      'Reconnectez-vous ici, et changez de mot de passe en cas de doute : {url}',
    ],
  },
  PASSKEY_ADDED: {
    subject: 'Une clé d’accès a été ajoutée à votre compte',
    text: [
      'La clé d’accès « {what} » peut désormais se connecter à votre compte.',
      'Si ce n’était pas vous, retirez-la sur la page de votre compte : {url}',
    ],
  },
  PASSKEY_REMOVED: {
    subject: 'Une clé d’accès a été retirée de votre compte',
    text: [
      'La clé d’accès « {what} » ne se connecte plus à votre compte.',
      'Si ce n’était pas vous, voyez ce qui peut se connecter à votre compte : {url}',
    ],
  },
  PROVIDER_LINKED: {
    subject: 'L’authentification unique est reliée à votre compte',
    text: [
      'Vous pouvez désormais vous connecter à votre compte par {what}.',
      'Si ce n’était pas vous, rompez le lien sur la page de votre compte : {url}',
    ],
  },
  INVITED: {
    subject: '{by} vous invite',
    text: [
      '{by} a créé un compte pour vous. Vous choisissez vous-même le mot de passe et l’application d’authentification ; personne d’autre ne les connaît.',
      'Préparez-le ici : {url}',
      'Le lien sert une seule fois, jusqu’au {until}. Si vous ne vous y attendiez pas, vous n’avez rien à faire.',
    ],
  },
};

const WORDS = { en: EN, de: DE, fr: FR } as const satisfies Record<Language, Record<AccountNoticeCode, Words>>;

/** Subject and paragraphs of a mail about an account. Throws where a fact is missing: a hole is never sent. */
export function accountNoticeText(
  code: AccountNoticeCode,
  language: Language,
  facts: AccountNoticeFacts,
): { subject: string; paragraphs: string[] } {
  const values = new Map<string, string | undefined>(Object.entries(facts));
  const filled = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_all, name: string) => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`${code} needs ${name}`);
      return value;
    });
  const { subject, text } = WORDS[language][code];
  return { subject: filled(subject), paragraphs: text.map(filled) };
}
