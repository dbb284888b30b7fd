import type { AccountNoticeCode, NoticeWords } from '../account-notices.js';

export const FRENCH: Record<AccountNoticeCode, NoticeWords> = {
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
  ADDRESS_CONFIRM: {
    subject: 'Confirmez votre nouvelle adresse',
    text: [
      'Une personne connectée veut utiliser cette adresse pour son compte chez nous. Rien n’a changé jusqu’ici.',
      'Confirmez-la ici : {url}',
      'Le lien sert une seule fois, jusqu’au {until}, et demande une connexion. Si ce n’était pas vous, vous n’avez rien à faire.',
    ],
  },
  ADDRESS_HAS_ACCOUNT: {
    subject: 'Votre adresse a déjà un compte',
    text: [
      'Quelqu’un a voulu utiliser cette adresse pour un autre compte chez nous. Elle en a déjà un, rien n’a donc changé.',
      'Si c’était vous, connectez-vous avec cette adresse : {url}',
      'Si ce n’était pas vous, vous n’avez rien à faire. Personne n’a appris que vous avez un compte.',
    ],
  },
  ADDRESS_CHANGE_ASKED: {
    subject: 'Votre compte doit changer d’adresse',
    text: [
      'Quelqu’un s’est connecté à votre compte et a demandé de remplacer son adresse par {what}. Le changement prend effet dès qu’il est confirmé depuis cette adresse.',
      'Si c’était vous, vous n’avez rien à faire.',
      'Si ce n’était pas vous, arrêtez-le ici, jusqu’au {until} : {url}',
    ],
  },
  ADDRESS_CHANGED: {
    subject: 'Votre compte a maintenant une autre adresse',
    text: [
      'L’adresse de votre compte a été remplacée par {what}. Toute autre connexion à ce compte a pris fin. Nous écrivons désormais à la nouvelle adresse.',
      'Si ce n’était pas vous, annulez ce changement ici, jusqu’au {until} : {url}',
    ],
  },
  ADDRESS_KEPT: {
    subject: 'Votre compte garde cette adresse',
    text: [
      'Le changement d’adresse a été arrêté depuis votre boîte. Toutes les connexions ont pris fin, ce qui a été ajouté depuis pour se connecter est retiré, et le mot de passe ne vaut plus.',
      'Choisissez-en un nouveau ici : {url}',
      'Le lien sert une seule fois, jusqu’au {until}. Si les codes de votre application d’authentification ne sont plus acceptés ensuite, répondez à ce message.',
    ],
  },
};
