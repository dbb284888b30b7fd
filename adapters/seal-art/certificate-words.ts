import type { Language } from '../../domain/request/types.js';

interface CertificateWords {
  title: string;
  confirmedBy: string;
  member: string;
  website: string;
  kind: string;
  validFrom: string;
  validUntil: string;
  number: string;
  how: string;
  steps: readonly [string, string, string];
  attached: string;
  picture: string;
  madeOn: string;
}

/** The words of the certificate; its facts are the seal's. */
export const CERTIFICATE_WORDS = {
  en: {
    title: 'Certificate of a seal',
    confirmedBy: 'Confirmed by',
    member: 'For',
    website: 'Shown on',
    kind: 'Seal',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    number: 'Number of the seal',
    how: 'How to check it',
    steps: [
      'Open the address below, or point a camera at the code. What stands there is so today; this paper shows what was so on its date.',
      'Compare the domain in the address bar of the website with the domain above. A seal on another website is a copy.',
      'The signed credential is attached to this file as credential.json. Any verifier of W3C credentials can check it without us.',
    ],
    attached: 'The signed credential of this seal (W3C Verifiable Credentials 2.0)',
    picture: 'The seal',
    madeOn: 'Made on',
  },
  de: {
    title: 'Urkunde eines Siegels',
    confirmedBy: 'Bestätigt von',
    member: 'Für',
    website: 'Gezeigt auf',
    kind: 'Siegel',
    validFrom: 'Gültig ab',
    validUntil: 'Gültig bis',
    number: 'Nummer des Siegels',
    how: 'So prüfen Sie es',
    steps: [
      'Öffnen Sie die Adresse unten oder halten Sie eine Kamera auf den Code. Was dort steht, gilt heute; dieses Papier zeigt, was an seinem Datum galt.',
      'Vergleichen Sie die Domain in der Adresszeile der Website mit der Domain oben. Ein Siegel auf einer anderen Website ist eine Kopie.',
      'Der signierte Nachweis liegt dieser Datei als credential.json bei. Jedes Prüfprogramm für W3C-Nachweise kann ihn ohne uns prüfen.',
    ],
    attached: 'Der signierte Nachweis dieses Siegels (W3C Verifiable Credentials 2.0)',
    picture: 'Das Siegel',
    madeOn: 'Erstellt am',
  },
  fr: {
    title: 'Certificat d’un sceau',
    confirmedBy: 'Confirmé par',
    member: 'Pour',
    website: 'Affiché sur',
    kind: 'Sceau',
    validFrom: 'Valable à partir du',
    validUntil: 'Valable jusqu’au',
    number: 'Numéro du sceau',
    how: 'Comment le vérifier',
    steps: [
      'Ouvrez l’adresse ci-dessous ou visez le code avec un appareil photo. Ce qui y figure est vrai aujourd’hui ; ce papier montre ce qui l’était à sa date.',
      'Comparez le domaine dans la barre d’adresse du site avec le domaine ci-dessus. Un sceau sur un autre site est une copie.',
      'L’attestation signée est jointe à ce fichier sous le nom credential.json. Tout vérificateur d’attestations du W3C peut la contrôler sans nous.',
    ],
    attached: 'L’attestation signée de ce sceau (W3C Verifiable Credentials 2.0)',
    picture: 'Le sceau',
    madeOn: 'Établi le',
  },
} as const satisfies Record<Language, CertificateWords>;
