import type { NoticeWords, SealNoticeCode } from '../notice.js';

/** The mails about seals in German, with Sie. */
export const GERMAN_NOTICES: Record<SealNoticeCode, NoticeWords> = {
  EXPIRY_WARNING: {
    subject: 'Ihr {seal} läuft am {on} ab',
    text: [
      'Das {seal} von {member} für {domain} läuft am {on} ab, in {days} Tagen.',
      'Danach wird es als abgelaufen angezeigt. {issuer} kann es vorher verlängern; der Code auf Ihrer Website bleibt gleich.',
      'Beantragen Sie die Verlängerung hier: {url}',
    ],
  },
  EXPIRED: {
    subject: 'Ihr {seal} ist abgelaufen',
    text: [
      'Das {seal} von {member} für {domain} ist am {on} abgelaufen.',
      'Es wird jetzt als abgelaufen angezeigt. Wird es verlängert, zeigt der Code auf Ihrer Website es wieder als gültig.',
      'Beantragen Sie die Verlängerung hier: {url}',
    ],
  },
  DOMAIN_FAILING: {
    subject: 'Es ist nicht bestätigt, dass {domain} Ihnen gehört',
    text: [
      'Die tägliche Prüfung von {domain} für das {seal} fand keinen Nachweis, dass die Domain {member} gehört.',
      'Wird bis {on} keiner gefunden, entscheidet {issuer} nach seiner Regel; das Siegel kann ausgesetzt werden.',
      '{proof}',
      'Den Stand Ihrer Domains sehen Sie hier: {url}',
    ],
  },
  DOMAIN_LOST: {
    subject: '{domain} ist nicht bestätigt: was für Ihr Siegel folgt',
    text: [
      'Bis {on} wurde kein Nachweis gefunden, dass {domain} {member} gehört. Nach der Regel von {issuer} gilt für das {seal}: {problem}.',
      'Sobald der Nachweis wieder gefunden wird, endet eine Aussetzung von selbst.',
      '{proof}',
      'Den Stand Ihrer Domains sehen Sie hier: {url}',
    ],
  },
  DOMAIN_PROVEN: {
    subject: '{domain} ist bestätigt',
    text: [
      'Der Nachweis, dass {domain} {member} gehört, wurde gefunden. Das {seal} ist in Kraft.',
      'Bitte lassen Sie den Nachweis stehen: Er wird täglich geprüft.',
    ],
  },
  RENEWAL_ASKED: {
    subject: '{member} beantragt die Verlängerung eines Siegels ({seal})',
    text: [
      '{member} bittet {issuer}, das {seal} für {domain} zu verlängern.',
      'Bitte entscheiden Sie bis {on}; danach verfällt der Antrag.',
      'Hier entscheiden: {url}',
    ],
  },
  RENEWAL_REMINDER: {
    subject: 'Noch offen: {member} beantragt die Verlängerung eines Siegels ({seal})',
    text: [
      'Der Antrag von {member}, das {seal} für {domain} zu verlängern, ist noch nicht beantwortet.',
      'Er verfällt am {on}.',
      'Hier entscheiden: {url}',
    ],
  },
  RENEWED: {
    subject: 'Ihr {seal} ist verlängert',
    text: [
      'Das {seal} von {member} für {domain} ist bis {on} verlängert.',
      'Der Code auf Ihrer Website bleibt gleich. Hier können Sie das Siegel prüfen: {url}',
    ],
  },
  RENEWAL_DECLINED: {
    subject: 'Ihr {seal} wird nicht verlängert',
    text: [
      '{issuer} hat es abgelehnt, das {seal} von {member} für {domain} zu verlängern.',
      'Das Siegel gilt bis zu seinem Ende am {on}. Bitte fragen Sie {issuer}, wenn etwas unklar ist.',
    ],
  },
  RENEWAL_LAPSED: {
    subject: 'Über die Verlängerung Ihres Siegels ({seal}) wurde nicht entschieden',
    text: [
      '{issuer} hat bis {on} nicht über die Verlängerung des {seal} von {member} für {domain} entschieden. Der Antrag ist verfallen.',
      'Sie können ihn hier neu stellen: {url}',
    ],
  },
  REISSUED: {
    subject: 'Ihr {seal} wurde neu ausgestellt',
    text: [
      'Ein Eintrag, den das {seal} von {member} für {domain} zeigt, wurde berichtigt. Das Siegel wurde mit den richtigen Angaben neu ausgestellt.',
      'Die alte Adresse führt zum neuen Siegel. Bitte verwenden Sie das neue: {url}',
    ],
  },
  REPLACED: {
    subject: 'Ihr {seal} wurde durch ein neues ersetzt',
    text: [
      '{issuer} hat das {seal} von {member} durch ein neues ersetzt. Es gilt für {domain}.',
      'Die alte Adresse führt zum neuen Siegel. Auf Ihrer Website wird das alte nicht mehr als gültig gezeigt.',
      'Den Code des neuen Siegels finden Sie hier: {url}',
    ],
  },
  LOOK_ALIKE: {
    subject: '{other} kann mit {domain} verwechselt werden',
    text: [
      'Auf {other} wurde ein Siegel ausgestellt. Der Name kann mit {domain} verwechselt werden, wo das {seal} von {member} steht.',
      'Für dieses Siegel ändert sich nichts. Bitte sehen Sie nach, ob {other} zu {member} gehört oder nur so tut.',
      'Was über {other} bestätigt ist, und von wem, steht hier: {url}',
    ],
  },
};
