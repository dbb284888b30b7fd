import { access } from './fr/access.js';
import { erasure } from './fr/erasure.js';
import { mark } from './fr/mark.js';
import { objection } from './fr/objection.js';
import { portability } from './fr/portability.js';
import { rectification } from './fr/rectification.js';
import { restriction } from './fr/restriction.js';
import type { LanguageTable } from './table.js';

/** French evidence. Written with accents; mails are matched with and without them. */
export const french: LanguageTable = {
  language: 'fr',
  stopWords:
    'le la les des du et je vous votre vos mon ma mes moi me est sont ai avez pas ne de un une en dans pour sur avec que ce qui bonjour madame monsieur merci cordialement svp nous par au aux si il se d l j',
  frames: {
    negation: 'ne pas jamais aucun aucune',
    condition: 'si lorsque',
    courtesy: 'reconnaissant* gré bien gentil aimable serais',
    breaks: 'veuillez merci mais et donc ensuite alors',
    reported: 'annoncez annoncé avis prévoyez informé notification intention',
    demand:
      'demande demander demandons exige exercer sollicite sollicitons prie veuillez présente réclame oppose opposer souhaite application opposition rectifier',
    rightWord: 'droit droits',
    rightNouns: {
      access: 'accès',
      rectification: 'rectification',
      erasure: 'effacement suppression',
      restriction: 'limitation',
      objection: 'opposition',
      portability: 'portabilité',
      complaint: 'réclamation plainte',
    },
  },
  sets: {
    my: 'mon ma mes notre nos',
    data: 'donnée* information* infos compte* dossier* photo* image nom prénom numéro* adresse* mail email courriel coordonnées fiche* profil* historique correspondance document* inscription fichier* accès certificat postal titre profession civilité naissance portable cv renseignement*',
    all: 'tout tous toute toutes ensemble intégralité totalité',
    me: 'moi me mon nous concernant concerne sujet propos endroit égard',
    delete: 'supprim* effac* enlev* retir* détrui* radi* suppression effacement anonymis*',
    request:
      'demande* exige* exercer exerce sollicit* réclame* prie veuillez souhait* voudr* veux requiers merci présente pouvez pourriez désire*',
    send: 'envoye* communique* transmett* fourni* donn* adress* remett* obtenir recevoir connaître consulter savoir communication',
    know: 'savez détient détiennent conserve conservent possède stocke stockent stockées traite traitent garde gardent gardiez garder conserver avez détenez conservez possédez disposez stockez traitez conservées détenues enregistrées enregistré enregistrée collectées gardez recueilli* collecté*',
    wrong: 'faux fausse fausses erroné* inexact* incorrect* incomplet* incomplète* périmé* obsolète*',
    correct: 'corrig* rectifi* modifi* compléter complétez actualis* changer changez',
    marketing:
      'publicité* pub pubs publicitaire* prospection newsletter* marketing commercial* commerciale* démarchage promotion* promotionnel* spam diffusion infolettre* lettre',
    stop: 'arrêt* cess* stop stopp*',
    passed: 'transmis* communiqué* vendu* cédé* donné* fourni* partagé* revendu*',
    target: 'société entreprise prestataire* organisme concurrent* autre nouvel nouveau sas sarl tiers',
  },
  alsoWritten: {
    vous: 'vs',
    tout: 'tt',
    tous: 'ts',
    supprim: 'suprim',
    effac: 'éfac',
    adresse: 'addresse adrese',
    veuillez: 'veuilez',
    merci: 'mrc',
    svp: 'stp',
    personnelles: 'personelles perso',
    données: 'donnees donnés',
    mail: 'mél',
    pas: 'pa',
    désabonn: 'desabon',
    je: 'j',
    demande: 'demende',
  },
  rules: [...access, ...rectification, ...erasure, ...restriction, ...objection, ...portability, ...mark],
};
