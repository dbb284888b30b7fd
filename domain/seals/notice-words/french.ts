import type { NoticeWords, SealNoticeCode } from '../notice.js';

/** The mails about seals in French, with vous. */
export const FRENCH_NOTICES: Record<SealNoticeCode, NoticeWords> = {
  EXPIRY_WARNING: {
    subject: 'Votre sceau « {seal} » expire le {on}',
    text: [
      'Le sceau « {seal} » de {member} pour {domain} expire le {on}, dans {days} jours.',
      'Ensuite, il est affiché comme expiré. {issuer} peut le renouveler avant ; le code de votre site reste le même.',
      'Demandez le renouvellement ici : {url}',
    ],
  },
  EXPIRED: {
    subject: 'Votre sceau « {seal} » a expiré',
    text: [
      'Le sceau « {seal} » de {member} pour {domain} a expiré le {on}.',
      'Il est maintenant affiché comme expiré. S’il est renouvelé, le code de votre site l’affiche de nouveau comme valable.',
      'Demandez le renouvellement ici : {url}',
    ],
  },
  DOMAIN_FAILING: {
    subject: 'Nous n’avons pas pu confirmer que {domain} est à vous',
    text: [
      'Le contrôle quotidien de {domain} pour le sceau « {seal} » n’a trouvé aucune preuve que le domaine appartient à {member}.',
      'Si aucune n’est trouvée d’ici le {on}, {issuer} décide selon sa règle, qui peut suspendre le sceau.',
      '{proof}',
      'L’état de vos domaines est ici : {url}',
    ],
  },
  DOMAIN_LOST: {
    subject: '{domain} n’est pas confirmé : ce qui en suit pour votre sceau',
    text: [
      'Jusqu’au {on}, aucune preuve n’a été trouvée que {domain} appartient à {member}. Selon la règle de {issuer}, pour le sceau « {seal} » : {problem}.',
      'Dès que la preuve est retrouvée, une suspension prend fin d’elle-même.',
      '{proof}',
      'L’état de vos domaines est ici : {url}',
    ],
  },
  DOMAIN_PROVEN: {
    subject: '{domain} est confirmé',
    text: [
      'La preuve que {domain} appartient à {member} a été trouvée. Le sceau « {seal} » est en vigueur.',
      'Veuillez laisser la preuve en place : elle est contrôlée chaque jour.',
    ],
  },
  RENEWAL_ASKED: {
    subject: '{member} demande le renouvellement d’un sceau ({seal})',
    text: [
      '{member} demande à {issuer} de renouveler le sceau « {seal} » pour {domain}.',
      'Veuillez décider au plus tard le {on} ; ensuite, la demande devient caduque.',
      'Décidez ici : {url}',
    ],
  },
  RENEWAL_REMINDER: {
    subject: 'Toujours en attente : {member} demande le renouvellement d’un sceau ({seal})',
    text: [
      'La demande de {member} de renouveler le sceau « {seal} » pour {domain} n’a pas encore reçu de réponse.',
      'Elle devient caduque le {on}.',
      'Décidez ici : {url}',
    ],
  },
  RENEWED: {
    subject: 'Votre sceau « {seal} » est renouvelé',
    text: [
      'Le sceau « {seal} » de {member} pour {domain} est renouvelé jusqu’au {on}.',
      'Le code de votre site reste le même. Vous pouvez vérifier le sceau ici : {url}',
    ],
  },
  RENEWAL_DECLINED: {
    subject: 'Votre sceau « {seal} » n’est pas renouvelé',
    text: [
      '{issuer} a refusé de renouveler le sceau « {seal} » de {member} pour {domain}.',
      'Le sceau reste valable jusqu’à sa fin, le {on}. Adressez-vous à {issuer} si quelque chose n’est pas clair.',
    ],
  },
  RENEWAL_LAPSED: {
    subject: 'Le renouvellement de votre sceau « {seal} » n’a pas été décidé',
    text: [
      '{issuer} n’a pas décidé avant le {on} du renouvellement du sceau « {seal} » de {member} pour {domain}. La demande est devenue caduque.',
      'Vous pouvez la refaire ici : {url}',
    ],
  },
  REISSUED: {
    subject: 'Votre sceau « {seal} » a été délivré de nouveau',
    text: [
      'Une donnée que montre le sceau « {seal} » de {member} pour {domain} a été rectifiée. Le sceau a été délivré de nouveau avec les bonnes données.',
      'L’ancienne adresse mène au nouveau sceau. Veuillez utiliser le nouveau : {url}',
    ],
  },
  REPLACED: {
    subject: 'Votre sceau « {seal} » a été remplacé par un nouveau',
    text: [
      '{issuer} a remplacé le sceau « {seal} » de {member} par un nouveau. Il vaut pour {domain}.',
      'L’ancienne adresse mène au nouveau sceau. Sur votre site web, l’ancien n’est plus affiché comme valable.',
      'Prenez le code du nouveau sceau ici : {url}',
    ],
  },
  LOOK_ALIKE: {
    subject: '{other} peut être pris pour {domain}',
    text: [
      'Un sceau a été délivré pour {other}. Ce nom peut être pris pour {domain}, où figure le sceau « {seal} » de {member}.',
      'Rien ne change pour ce sceau. Veuillez regarder si {other} appartient à {member} ou le prétend seulement.',
      'Ce qui est confirmé sur {other}, et par qui, se trouve ici : {url}',
    ],
  },
};
