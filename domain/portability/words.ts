import type { Language } from '../request/types.js';
import type { LeftOutReason } from './scope.js';
import type { Infeasible } from './transfer.js';

/** What the letter and the page of Art. 20 say, by code. */
export interface PortabilityWords {
  format: string;
  formatInside: string;
  paper: string;
  held: string;
  partly: string;
  /** For the disclosure register (Art. 15(1)(c)). */
  purpose: string;
  leftOut: Record<LeftOutReason, string>;
  infeasible: Record<Infeasible, string>;
}

export const PORTABILITY_WORDS = {
  en: {
    format: 'JSON and CSV (UTF-8) with a manifest, in one ZIP file',
    formatInside: 'JSON and CSV (UTF-8) with a manifest; the sum below is that of data.json',
    paper: 'files on paper or handed over by hand',
    held: 'records that also concern another person',
    partly: 'What else you asked for',
    purpose: 'transfer to another organisation at the person’s own request (Art. 20(2))',
    leftOut: {
      'not-consent-or-contract': 'We do not process these on your consent or a contract with you, which is what this right covers.',
      'basis-unknown': 'We could not establish that we process these on your consent or a contract with you.',
      'not-automated': 'These are not processed by machine.',
      derived: 'We worked these out ourselves; you did not provide them.',
      'third-party': 'We have these from others; you did not provide them.',
      'provenance-unknown': 'We could not establish that you provided these.',
      'another-person': 'These also concern another person, whose rights must not be harmed.',
    },
    infeasible: {
      'no-address': 'You named the organisation, but we know of no address of it that can receive such files by machine.',
      'not-https': 'The address you gave is not one that we can send to securely (https).',
      'no-receiver': 'At the address you gave nothing tells us how to hand such files over.',
      'not-reachable': 'We tried for five days; the organisation’s server did not take the file.',
      'refused-by-receiver': 'The organisation’s server refused to take the file.',
      'not-confirmed': 'You did not confirm the destination within the time.',
      declined: 'You told us not to send the data there.',
      'given-instead': 'The direct transfer could not be completed in time, so we give you the file.',
    },
  },
  de: {
    format: 'JSON und CSV (UTF-8) mit Verzeichnis, in einer ZIP-Datei',
    formatInside: 'JSON und CSV (UTF-8) mit Verzeichnis; die Summe unten ist die von data.json',
    paper: 'Unterlagen auf Papier oder von Hand übergebene Dateien',
    held: 'Datensätze, die auch eine andere Person betreffen',
    partly: 'Was Sie sonst verlangt haben',
    purpose: 'Übermittlung an eine andere Stelle auf Wunsch der Person (Art. 20 Abs. 2)',
    leftOut: {
      'not-consent-or-contract':
        'Wir verarbeiten diese Daten nicht aufgrund Ihrer Einwilligung oder eines Vertrags mit Ihnen; nur darauf bezieht sich dieses Recht.',
      'basis-unknown': 'Wir konnten nicht feststellen, dass wir diese Daten aufgrund Ihrer Einwilligung oder eines Vertrags verarbeiten.',
      'not-automated': 'Diese Daten werden nicht automatisiert verarbeitet.',
      derived: 'Diese Daten haben wir selbst ermittelt; Sie haben sie nicht bereitgestellt.',
      'third-party': 'Diese Daten haben wir von anderen; Sie haben sie nicht bereitgestellt.',
      'provenance-unknown': 'Wir konnten nicht feststellen, dass Sie diese Daten bereitgestellt haben.',
      'another-person': 'Diese Daten betreffen auch eine andere Person, deren Rechte nicht beeinträchtigt werden dürfen.',
    },
    infeasible: {
      'no-address': 'Sie haben die Stelle genannt, aber wir kennen keine Adresse, an der sie solche Dateien maschinell annimmt.',
      'not-https': 'An die angegebene Adresse können wir nicht sicher senden (https).',
      'no-receiver': 'Unter der angegebenen Adresse steht nicht, wie solche Dateien zu übergeben sind.',
      'not-reachable': 'Wir haben es fünf Tage lang versucht; der Server der Stelle hat die Datei nicht angenommen.',
      'refused-by-receiver': 'Der Server der Stelle hat die Annahme der Datei abgelehnt.',
      'not-confirmed': 'Sie haben das Ziel nicht rechtzeitig bestätigt.',
      declined: 'Sie haben uns gesagt, dass wir die Daten nicht dorthin senden sollen.',
      'given-instead': 'Die direkte Übermittlung ließ sich nicht rechtzeitig abschließen; deshalb geben wir Ihnen die Datei.',
    },
  },
  fr: {
    format: 'JSON et CSV (UTF-8) avec un inventaire, dans un fichier ZIP',
    formatInside: 'JSON et CSV (UTF-8) avec un inventaire ; la somme ci-dessous est celle de data.json',
    paper: 'documents sur papier ou fichiers remis à la main',
    held: 'enregistrements qui concernent aussi une autre personne',
    partly: 'Ce que vous avez demandé d’autre',
    purpose: 'transmission à un autre organisme à la demande de la personne (art. 20, par. 2)',
    leftOut: {
      'not-consent-or-contract':
        'Nous ne traitons pas ces données sur la base de votre consentement ou d’un contrat avec vous, seul cas visé par ce droit.',
      'basis-unknown': 'Nous n’avons pas pu établir que nous traitons ces données sur la base de votre consentement ou d’un contrat.',
      'not-automated': 'Ces données ne font pas l’objet d’un traitement automatisé.',
      derived: 'Nous avons établi ces données nous-mêmes ; vous ne les avez pas fournies.',
      'third-party': 'Nous tenons ces données de tiers ; vous ne les avez pas fournies.',
      'provenance-unknown': 'Nous n’avons pas pu établir que vous avez fourni ces données.',
      'another-person': 'Ces données concernent aussi une autre personne, aux droits de laquelle il ne faut pas porter atteinte.',
    },
    infeasible: {
      'no-address': 'Vous avez nommé l’organisme, mais nous ne lui connaissons aucune adresse qui reçoive de tels fichiers par machine.',
      'not-https': 'L’adresse indiquée ne permet pas un envoi sûr (https).',
      'no-receiver': 'À l’adresse indiquée, rien ne dit comment remettre de tels fichiers.',
      'not-reachable': 'Nous avons essayé pendant cinq jours ; le serveur de l’organisme n’a pas pris le fichier.',
      'refused-by-receiver': 'Le serveur de l’organisme a refusé le fichier.',
      'not-confirmed': 'Vous n’avez pas confirmé la destination à temps.',
      declined: 'Vous nous avez dit de ne pas y envoyer les données.',
      'given-instead': 'La transmission directe n’a pas pu être achevée à temps ; nous vous remettons donc le fichier.',
    },
  },
} as const satisfies Record<Language, PortabilityWords>;
