import type { Rule } from '../table.js';

/** French evidence of what a mail is besides a request. */
export const mark: readonly Rule[] = [
  {
    gives: 'other-business',
    weight: 2,
    because: 'thanks for something done',
    insteadOf: ['erasure', 'rectification', 'access', 'restriction', 'objection', 'portability'],
    when: [
      'merci ~1 avoir|d avoir ~1 supprimé|effacé|retiré|corrigé|rectifié|modifié ~4 {data}',
      'merci pour ~2 suppression|effacement|rectification|correction',
    ],
  },
  {
    gives: 'reminder',
    weight: 2,
    because: 'says that an answer is missing',
    evenNegated: true,
    when: [
      'pas|aucune ~4 reçu ~3 réponse',
      'aucune réponse|réaction',
      'contacte ~2 nouvelle fois',
      'pas reçu ~3 réponse',
      'sans réponse',
      'relance',
      'toujours ~4 attente ~4 réponse',
      'mise en demeure',
    ],
  },
  {
    gives: 'reminder',
    weight: 1,
    because: 'refers to an earlier request',
    when: ['je vous ai ~2 envoyé|adressé|demandé ~4', 'délai|période ~8 dépassé*|expiré', '{my} demande|courrier|lettre du'],
  },
  {
    gives: 'complaint',
    weight: 2,
    because: 'makes a complaint',
    evenNegated: true,
    when: ['je ~3 plains', 'porte plainte', 'réclamation ~3 contre|concernant|sur', 'pas ~4 satisfait* ~6 traitez', 'je ~3 réclamation'],
  },
  {
    gives: 'request-withdrawn',
    weight: 3,
    because: 'takes an earlier request back',
    when: ['retire*|annule* ~2 {my} ~1 demande', 'renonce* ~2 {my} ~1 demande', '{my} demande ~3 sans objet'],
  },
  {
    gives: 'other-business',
    weight: 1,
    because: 'speaks of other business',
    evenNegated: true,
    when: [
      'facture*|tva',
      'contrat|accord|brochure|tarifs',
      'où|comment ~1 pouvons|puis|peut ~4 modifier|changer|actualiser',
      'offre|remise|promo|référencement|exclusive',
      'cliquez ici',
      'cache|cookies|erreur|navigateur|passe',
      'candidature|emploi',
    ],
  },
  {
    gives: 'general-question',
    weight: 2,
    because: 'asks in general',
    when: ['étudiant*|mémoire|thèse|sondage|journaliste', 'question générale', 'combien de demandes'],
  },
];
