import { access } from './de/access.js';
import { erasure } from './de/erasure.js';
import { mark } from './de/mark.js';
import { objection } from './de/objection.js';
import { portability } from './de/portability.js';
import { rectification } from './de/rectification.js';
import { restriction } from './de/restriction.js';
import type { LanguageTable } from './table.js';

/** German evidence. Umlauts are also matched in their spellings without dots and with e. */
export const german: LanguageTable = {
  language: 'de',
  stopWords:
    'der die das und ich sie ihr ihre ihnen mein meine meiner meinen mir mich ist sind war habe haben nicht zu von in für auf mit dass es bitte was würde aus über hallo guten tag sehr geehrte grüßen gruß wir uns bei den dem ein eine einer im nach wird',
  frames: {
    negation: 'nicht nichts weder nie niemals kein keine keinen keinesfalls',
    courtesy: 'dankbar freuen freue nett schön lieb verbunden wäre',
    condition: 'falls sofern sollte sollten wenn soweit',
    breaks: 'bitte sondern aber und dann daher deshalb',
    reported: 'angekündigt ankündigen mitgeteilt hinweis vorhaben beabsichtigen planen mail',
    demand:
      'hiermit beantrage* antrag anfrage bitte verlange* fordere* mache geltend ersuche* begehre* lege widerspreche widerspruch auskunft löschung berichtigung einschränk* übertragung',
    rightWord: 'recht rechte rechten',
    rightNouns: {
      access: 'auskunft auskunftsrecht',
      rectification: 'berichtigung',
      erasure: 'löschung',
      restriction: 'einschränkung',
      objection: 'widerspruch widerspruchsrecht',
      portability: 'datenübertragbarkeit',
      complaint: 'beschwerde beschwerderecht',
    },
  },
  sets: {
    my: 'mein meine meiner meines meinen meinem mich mir unser* unsere',
    data: 'daten angabe* information* konto kontos account* profil* foto* bild* name* namen nummer* telefonnummer* handynummer* anschrift* adresse* email mail eintrag* einträge akte* datensatz* datensätze unterlagen benutzerkonto* kundenkonto* registrierung kundendaten stammdaten mitgliedsdaten infos postleitzahl plz geburtsdatum vorname* nachname* familienname titel beruf* schreibweise hausnummer zugang zugangs* zertifikat* handy* strasse bankverbindung* bankdaten daten* *daten *akte *verlauf *nummer *adresse *profil *konto *eintrag *foto *fotos *bilder lebenslauf',
    all: 'alles alle allen aller sämtliche* jegliche* gesamte* komplett*',
    about: 'über zu von betreffend* bezüglich zur',
    delete: 'lösch* gelöscht entfernt entfern* vernicht* tilg* ausradier*',
    request:
      'beantrage* antrag verlang* forder* bitte bitten ersuch* begehr* mache hiermit anfrage stelle wünsche* möchte interessiert gern gerne hätte könnt könnten könnten will wollen erbitte',
    send: 'schick* send* übersend* zusend* gib gebt geben zukommen mitteilen teilen teile zuschick* übermitteln überlassen zeigen nennen auflisten',
    stored:
      'speicher* gespeichert* haben habt hat verarbeite* vorlieg* führen geführt erhoben wissen wisst weiss besitzen besitzt bearbeiten bearbeitet aufheben aufhebt behalten behaltet erfasst* hinterlegt* vorhanden* gesammelt* angesammelt aufbewahr* vorhalten vorzuhalten',
    wrong: 'falsch* unrichtig* fehlerhaft* veraltet* unvollständig* überholt* verkehrt* unzutreffend*',
    correct:
      'korrigier* berichtig* richtigstell* verbesser* aktualisier* ändern ändert änderung* abändern abzuändern aendere anpassen richtigzustellen ergänz* vervollständig* umändern korrigiert berichtigt geändert',
    marketing:
      'werbung werbe* newsletter* direktwerbung werbemail* marketing reklame rundmail* werbezweck* angebote prospekt* katalog* verteiler* *verteiler mailingliste*',
    stop: 'stopp* aufhören hören unterlass* beend* einstell* verschon*',
    passed: 'weitergegeben weitergereicht übermittelt verkauft gegeben weitergeleitet',
    target: 'firma anbieter* gmbh unternehmen ag verein dritt* organisation dienstleister* konkurrenz neuen anderen',
  },
  alsoWritten: {
    bitte: 'bite',
    adresse: 'adrese addresse',
    account: 'acount',
    lösch: 'loesch losch',
    newsletter: 'newletter newsleter',
    alle: 'ale',
    nicht: 'net nich ned',
    konto: 'kontto',
    auskunft: 'auskuft auskumft',
    werbung: 'werbug',
    mir: 'mier',
  },
  rules: [...access, ...rectification, ...erasure, ...restriction, ...objection, ...portability, ...mark],
};
