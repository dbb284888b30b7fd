import type { Language } from '../request/types.js';

/** What our own registers say of themselves (GDPR Art. 15(1)(a), (c), (d), (g)), in the other languages of our answers. */
const OF_OUR_REGISTERS: Readonly<Record<string, Readonly<Record<Exclude<Language, 'en'>, string>>>> = {
  // Why a register is kept when a person is erased (GDPR Art. 17(3)).
  'the file of your requests, kept to be able to prove what was done (Art. 5(2))': {
    de: 'die Akte Ihrer Anträge, aufbewahrt, um nachweisen zu können, was geschehen ist (Art. 5 Abs. 2)',
    fr: 'le dossier de vos demandes, conservé pour pouvoir prouver ce qui a été fait (art. 5, par. 2)',
  },
  'the record of your certificate, which its issuer must be able to account for': {
    de: 'der Eintrag Ihres Zertifikats, über den die ausstellende Stelle Rechenschaft geben können muss',
    fr: 'l’inscription de votre certificat, dont son émetteur doit pouvoir rendre compte',
  },
  'the proof of what you agreed to and when you ended it (Art. 7(1))': {
    de: 'der Nachweis, worin Sie eingewilligt und wann Sie es beendet haben (Art. 7 Abs. 1)',
    fr: 'la preuve de ce que vous avez accepté et de la date à laquelle vous y avez mis fin (art. 7, par. 1)',
  },
  'that you want no advertising, kept as a keyed hash so that you get none': {
    de: 'dass Sie keine Werbung wünschen, aufbewahrt als Prüfwert mit Schlüssel, damit Sie keine erhalten',
    fr: 'votre refus de la publicité, conservé sous forme d’empreinte avec clé pour que vous n’en receviez pas',
  },
  'the record of who received your data, kept to be able to tell them and you': {
    de: 'wer Ihre Daten erhalten hat, aufbewahrt, um diese Stellen und Sie unterrichten zu können',
    fr: 'qui a reçu vos données, conservé pour pouvoir les informer et vous informer',
  },
  'our accounts, which tax law makes us keep': {
    de: 'unsere Buchführung, die wir nach dem Steuerrecht aufbewahren müssen',
    fr: 'notre comptabilité, que le droit fiscal nous oblige à conserver',
  },
  'your account: in use while you sign in with it, then kept to be able to say who did what (Art. 5(2))': {
    de: 'Ihr Konto: in Gebrauch, solange Sie sich damit anmelden, danach aufbewahrt, um sagen zu können, wer was getan hat (Art. 5 Abs. 2)',
    fr: 'votre compte : utilisé tant que vous vous connectez, puis conservé pour pouvoir dire qui a fait quoi (art. 5, par. 2)',
  },
  'letting you sign in, and nobody else': {
    de: 'Anmeldung für Sie und niemanden sonst',
    fr: 'vous permettre de vous connecter, à vous seul',
  },
  'while you sign in with it, then to be able to say who did what': {
    de: 'solange Sie sich damit anmelden, danach um sagen zu können, wer was getan hat',
    fr: 'tant que vous vous connectez avec lui, puis pour pouvoir dire qui a fait quoi',
  },
  'whoever invited you, and you': { de: 'wer Sie eingeladen hat, und Sie', fr: 'la personne qui vous a invité, et vous' },
  'keeping the register of members and their officers': {
    de: 'Führung des Registers der Mitglieder und ihrer Vertreter',
    fr: 'la tenue du registre des membres et de leurs dirigeants',
  },
  'the certificate issuer of the member': {
    de: 'die ausstellende Stelle des Mitglieds',
    fr: 'l’émetteur du certificat du membre',
  },
  'while the person is an officer of the member, then one year': {
    de: 'solange die Person das Mitglied vertritt, danach ein Jahr',
    fr: 'tant que la personne représente le membre, puis un an',
  },
  'the member organisation or you, at registration': {
    de: 'die Mitgliedsorganisation oder Sie, bei der Anmeldung',
    fr: 'l’organisme membre ou vous, lors de l’inscription',
  },
  'keeping the register of members': {
    de: 'Führung des Mitgliederregisters',
    fr: 'la tenue du registre des membres',
  },
  'anyone who verifies a seal': {
    de: 'alle, die ein Siegel prüfen',
    fr: 'toute personne qui vérifie un sceau',
  },
  'while the membership lasts, then six years': {
    de: 'solange die Mitgliedschaft besteht, danach sechs Jahre',
    fr: 'tant que dure l’adhésion, puis six ans',
  },
  'the member organisation': {
    de: 'die Mitgliedsorganisation',
    fr: 'l’organisme membre',
  },
  'showing a seal on the website of the member': {
    de: 'Anzeige eines Siegels auf der Website des Mitglieds',
    fr: 'l’affichage d’un sceau sur le site du membre',
  },
  'while the seal is valid, then six years': {
    de: 'solange das Siegel gilt, danach sechs Jahre',
    fr: 'tant que le sceau est valable, puis six ans',
  },
  'the certificate issuer': {
    de: 'die ausstellende Stelle des Zertifikats',
    fr: 'l’émetteur du certificat',
  },
  'confirming a qualification, licence, membership or enrolment': {
    de: 'Bestätigung einer Qualifikation, Zulassung, Mitgliedschaft oder Eintragung',
    fr: 'la confirmation d’une qualification, d’une licence, d’une adhésion ou d’une inscription',
  },
  'anyone who verifies the certificate': {
    de: 'alle, die das Zertifikat prüfen',
    fr: 'toute personne qui vérifie le certificat',
  },
  'while the certificate is valid, then as long as its issuer must account for it': {
    de: 'solange das Zertifikat gilt, danach so lange, wie seine ausstellende Stelle darüber Rechenschaft geben muss',
    fr: 'tant que le certificat est valable, puis aussi longtemps que son émetteur doit en rendre compte',
  },
  'sending the promotional messages you asked for': {
    de: 'Versand der Werbenachrichten, die Sie gewünscht haben',
    fr: 'l’envoi des messages promotionnels que vous avez demandés',
  },
  'until you end it, then three years as proof of consent': {
    de: 'bis Sie es beenden, danach drei Jahre als Nachweis der Einwilligung',
    fr: 'jusqu’à ce que vous y mettiez fin, puis trois ans comme preuve du consentement',
  },
  you: {
    de: 'Sie',
    fr: 'vous',
  },
  'respecting your choices about promotional messages': {
    de: 'Beachtung Ihrer Entscheidungen über Werbenachrichten',
    fr: 'le respect de vos choix en matière de messages promotionnels',
  },
  'while any promotional messages are sent': {
    de: 'solange überhaupt Werbenachrichten versandt werden',
    fr: 'tant que des messages promotionnels sont envoyés',
  },
  'being able to show what you agreed to and what you ended': {
    de: 'Nachweis, wozu Sie eingewilligt und was Sie beendet haben',
    fr: 'pouvoir montrer ce que vous avez accepté et ce à quoi vous avez mis fin',
  },
  'three years after you ended it, as proof of consent': {
    de: 'drei Jahre, nachdem Sie es beendet haben, als Nachweis der Einwilligung',
    fr: 'trois ans après que vous y avez mis fin, comme preuve du consentement',
  },
  'answering your message': {
    de: 'Beantwortung Ihrer Nachricht',
    fr: 'la réponse à votre message',
  },
  'two years after the last message': {
    de: 'zwei Jahre nach der letzten Nachricht',
    fr: 'deux ans après le dernier message',
  },
  'running and securing the website': {
    de: 'Betrieb und Sicherheit der Website',
    fr: 'le fonctionnement et la sécurité du site',
  },
  '90 days': {
    de: '90 Tage',
    fr: '90 jours',
  },
  'your visits while you were signed in; visits without a sign-in are kept apart and cannot be linked to you (Art. 11(2))': {
    de: 'Ihre Besuche, während Sie angemeldet waren; Besuche ohne Anmeldung werden getrennt aufbewahrt und können Ihnen nicht zugeordnet werden (Art. 11 Abs. 2)',
    fr: 'vos visites pendant que vous étiez connecté ; les visites sans connexion sont conservées à part et ne peuvent pas vous être rattachées (article 11, paragraphe 2)',
  },
  'being able to say who received your data': {
    de: 'Auskunft darüber, wer Ihre Daten erhalten hat',
    fr: 'pouvoir dire qui a reçu vos données',
  },
  'six years after the request is closed, to be able to prove the answer': {
    de: 'sechs Jahre nach Abschluss des Antrags, um die Antwort nachweisen zu können',
    fr: 'six ans après la clôture de la demande, pour pouvoir prouver la réponse',
  },
  'our own record of what we passed on': {
    de: 'unsere eigenen Aufzeichnungen darüber, was wir weitergegeben haben',
    fr: 'notre propre relevé de ce que nous avons transmis',
  },
  'answering your requests under data-protection law': {
    de: 'Beantwortung Ihrer Anträge nach dem Datenschutzrecht',
    fr: 'la réponse à vos demandes au titre de la protection des données',
  },
  'charging the costs of an answer where the law allows it': {
    de: 'Berechnung der Kosten einer Antwort, wo das Recht es erlaubt',
    fr: 'la facturation des coûts d’une réponse lorsque la loi le permet',
  },
  'the payment provider, where you paid by card': {
    de: 'der Zahlungsdienst, wenn Sie mit Karte bezahlt haben',
    fr: 'le prestataire de paiement, si vous avez payé par carte',
  },
  'our own record of your request and your payment': {
    de: 'unsere eigenen Aufzeichnungen zu Ihrem Antrag und Ihrer Zahlung',
    fr: 'notre propre relevé de votre demande et de votre paiement',
  },
  'looking into your complaint': {
    de: 'Prüfung Ihrer Beschwerde',
    fr: 'l’examen de votre réclamation',
  },
  'correcting what you told us is wrong': {
    de: 'Berichtigung dessen, was Sie uns als falsch genannt haben',
    fr: 'la correction de ce que vous nous avez signalé comme inexact',
  },
  'the certificate issuer that was asked': {
    de: 'die ausstellende Stelle, die gefragt wurde',
    fr: 'l’émetteur du certificat qui a été consulté',
  },
  'keeping your view beside a record that was not changed as you wished': {
    de: 'Aufbewahrung Ihrer Sicht neben einem Eintrag, der nicht wie gewünscht geändert wurde',
    fr: 'la conservation de votre point de vue à côté d’un enregistrement qui n’a pas été modifié comme vous le souhaitiez',
  },
  'as long as the record it belongs to': {
    de: 'so lange wie der Eintrag, zu dem es gehört',
    fr: 'aussi longtemps que l’enregistrement auquel il se rapporte',
  },
  'deciding on a correction you asked for': {
    de: 'Entscheidung über eine Berichtigung, die Sie verlangt haben',
    fr: 'la décision sur une correction que vous avez demandée',
  },
  'what we noted while we answered you': {
    de: 'was wir bei der Beantwortung notiert haben',
    fr: 'ce que nous avons noté en vous répondant',
  },
  'you, and our answers to you': {
    de: 'Sie, und unsere Antworten an Sie',
    fr: 'vous, et nos réponses',
  },
  'sending the newsletter you asked for': {
    de: 'Versand des Newsletters, den Sie bestellt haben',
    fr: 'l’envoi du bulletin que vous avez demandé',
  },
  'as long as the subscription it belongs to': {
    de: 'so lange wie die Anmeldung, zu der es gehört',
    fr: 'aussi longtemps que l’abonnement auquel il se rapporte',
  },
  'our own record of what we sent': {
    de: 'unsere eigenen Aufzeichnungen darüber, was wir gesendet haben',
    fr: 'notre propre relevé de ce que nous avons envoyé',
  },
  'keeping your data without using them, as you asked': {
    de: 'Aufbewahrung Ihrer Daten ohne Nutzung, wie Sie es verlangt haben',
    fr: 'la conservation de vos données sans utilisation, comme vous l’avez demandé',
  },
  'respecting your objection': {
    de: 'Beachtung Ihres Widerspruchs',
    fr: 'le respect de votre opposition',
  },
  'for as long as the use would otherwise take place': {
    de: 'solange die Nutzung sonst stattfinden würde',
    fr: 'aussi longtemps que l’utilisation aurait lieu autrement',
  },
  'sending you no advertising, as you asked; only a hash made with a key is kept': {
    de: 'keine Werbung an Sie, wie Sie es verlangt haben; aufbewahrt wird nur ein mit einem Schlüssel gebildeter Hashwert',
    fr: 'ne plus vous envoyer de publicité, comme vous l’avez demandé ; seule une empreinte calculée avec une clé est conservée',
  },
  'without end, so that no list brings the advertising back': {
    de: 'ohne Ende, damit keine Liste die Werbung zurückbringt',
    fr: 'sans limite, pour qu’aucune liste ne ramène la publicité',
  },
  'taking in what another organisation handed over for you': {
    de: 'Übernahme dessen, was eine andere Organisation für Sie übergeben hat',
    fr: 'la réception de ce qu’un autre organisme a remis pour vous',
  },
  'the other organisation, at your request': {
    de: 'die andere Organisation, auf Ihren Wunsch',
    fr: 'l’autre organisme, à votre demande',
  },
};

/** One such text as a person of this language reads it. What an operator wrote about a system of theirs stays as they wrote it. */
export function noticeInWords(text: string, language: Language): string {
  return language === 'en' ? text : (OF_OUR_REGISTERS[text]?.[language] ?? text);
}
