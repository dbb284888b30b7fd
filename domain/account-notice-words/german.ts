import type { AccountNoticeCode, NoticeWords } from '../account-notices.js';

export const GERMAN: Record<AccountNoticeCode, NoticeWords> = {
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
  ADDRESS_CONFIRM: {
    subject: 'Bestätigen Sie Ihre neue Adresse',
    text: [
      'Jemand, der angemeldet ist, möchte diese Adresse für sein Konto bei uns verwenden. Bisher hat sich nichts geändert.',
      'Bestätigen Sie sie hier: {url}',
      'Der Link gilt einmal, bis {until}, und fragt nach einer Anmeldung. Waren Sie das nicht, müssen Sie nichts tun.',
    ],
  },
  ADDRESS_HAS_ACCOUNT: {
    subject: 'Zu Ihrer Adresse gibt es schon ein Konto',
    text: [
      'Jemand wollte diese Adresse für ein anderes Konto bei uns verwenden. Sie hat schon eines, deshalb hat sich nichts geändert.',
      'Waren Sie das, melden Sie sich mit dieser Adresse an: {url}',
      'Waren Sie das nicht, müssen Sie nichts tun. Niemand hat erfahren, dass Sie ein Konto haben.',
    ],
  },
  ADDRESS_CHANGE_ASKED: {
    subject: 'Ihr Konto soll eine andere Adresse bekommen',
    text: [
      'Jemand hat sich an Ihrem Konto angemeldet und möchte dessen Adresse in {what} ändern. Die Änderung gilt, sobald sie von dort bestätigt ist.',
      'Waren Sie das, müssen Sie nichts tun.',
      'Waren Sie das nicht, halten Sie die Änderung hier an, bis {until}: {url}',
    ],
  },
  ADDRESS_CHANGED: {
    subject: 'Ihr Konto hat jetzt eine andere Adresse',
    text: [
      'Die Adresse Ihres Kontos wurde in {what} geändert. Jede andere Anmeldung mit diesem Konto ist beendet. Wir schreiben ab jetzt an die neue Adresse.',
      'Waren Sie das nicht, nehmen Sie die Änderung hier zurück, bis {until}: {url}',
    ],
  },
  ADDRESS_KEPT: {
    subject: 'Ihr Konto behält diese Adresse',
    text: [
      'Die Änderung der Adresse wurde aus Ihrem Postfach angehalten. Jede Anmeldung ist beendet; was seither zum Anmelden hinzukam, ist entfernt, und das Passwort gilt nicht mehr.',
      'Setzen Sie hier ein neues: {url}',
      'Der Link gilt einmal, bis {until}. Werden die Codes Ihrer Authentifizierungs-App danach nicht angenommen, antworten Sie auf diese Nachricht.',
    ],
  },
};
