import type { Capacity } from '../behalf.js';
import { fold } from './text.js';

/** Somebody who seems to write for another person. */
export interface RecognisedAgent {
  verdict: 'agent' | 'unsure';
  capacity: Capacity;
  /** Whom it is about, as far as the mail says so plainly. */
  name?: string;
  childAge?: number;
}

interface Hint {
  weight: number;
  capacity?: Capacity;
  says: RegExp;
}

/** This much convinces; what is less, and more than a hint, is read by a person. */
const SURE = 3;
const WORTH_READING = 1.5;
const HEAD_CHARS = 20_000;
/** A "not" shortly before turns it round. */
const NEGATED = /\b(?:not|never|nicht|kein|keine|keinen|ne|pas|n')\s+(?:[\p{L}']+\s+){0,3}$/u;

/** On folded text: lower case, no accents. Each pattern is a fixed chain of words, so that reading stays linear. */
const HINTS: readonly Hint[] = [
  // English
  {
    weight: 3,
    says: /\b(?:on behalf of|for|represent(?:ing)?) (?:my|our|the above|the above-named|above-named) (?:client|principal)s?\b/g,
  },
  {
    weight: 3,
    says: /\b(?:i|we) (?:act|am acting|are acting|are instructed|am instructed|have been instructed|write|am writing|are writing) (?:for|by|on behalf of) (?!myself|ourselves)/g,
  },
  {
    weight: 3,
    says: /\b(?:request|writing|acting|this letter|this request|access request)(?: is made)? on behalf of (?!myself|ourselves|me\b)/g,
  },
  { weight: 3, capacity: 'parent', says: /\b(?:on behalf of|for|about) my (?:[\p{L}\d-]+ ){0,2}(?:son|daughter|child|children)\b/gu },
  { weight: 3, capacity: 'parent', says: /\b(?:i am|as) (?:the |a )?(?:parent|mother|father) (?:of|with parental responsibility)\b/g },
  {
    weight: 3,
    capacity: 'guardian',
    says: /\b(?:i am|as) (?:the |his |her |their )?(?:legal |court-appointed )?(?:guardian|deputy|carer|attorney) (?:of|for)\b/g,
  },
  { weight: 3, says: /\b(?:on behalf of|for) my (?:mother|father|wife|husband|partner|brother|sister|friend|member|colleague)\b/g },
  {
    weight: 3,
    capacity: 'organisation',
    says: /\bon behalf of (?:my|our|the) (?:company|firm|association|organi[sz]ation|business|club|charity)\b/g,
  },
  { weight: 3, says: /\bwe act for (?:the )?above[- ]named\b/g },
  {
    weight: 3,
    capacity: 'parent',
    says: /\b(?:my|our) (?:[\p{L}-]+ )?(?:son|daughter|child|boy|girl)(?: [\p{L}-]+)?,?(?: is| who is| aged?)?(?: only| just)? \(?(?:aged? )?(?:\d|1[0-7])\b/gu,
  },
  {
    weight: 3,
    says: /\b(?:he|she|they|mother|father|wife|husband|aunt|uncle)(?: [\p{L}.'-]+){0,3},? (?:has |have )?(?:asked|authori[sz]ed|appointed|instructed) me to\b/gu,
  },
  { weight: 3, says: /\b(?:i hold|i have|under) (?:an? |the |his |her |their )?(?:lasting |enduring )?power of attorney\b/g },
  {
    weight: 1.5,
    says: /\b(?:my late (?:husband|wife|partner|mother|father|son|daughter|brother|sister)|deceased|executor of|estate of)\b/g,
  },
  { weight: 2, says: /\b(?:our|my) client\b(?! (?:data|account|number|id|profile|record|file|area))/g },
  { weight: 1.5, says: /\b(?:letter of authority|power of attorney|signed authority|form of authority)\b/g },
  { weight: 1, says: /\b(?:solicitors?|law firm|legal representative)\b/g },
  // German
  {
    weight: 3,
    says: /\b(?:im namen|im auftrag|namens|in vertretung|in vollmacht|namens und in vollmacht|namens und im auftrag)(?: und in vollmacht)? (?:meiner|meines|meinem|unserer|unseres|unserem|der|des|von) (?:mandant\p{L}{0,8}|klient\p{L}{0,4}|auftraggeber\p{L}{0,4}|mitglied\p{L}{0,3}|frau|herrn?|mutter|vaters?|bruders?|schwester|freund\p{L}{0,4})/gu,
  },
  { weight: 3, says: /\bzeige(?:n)? (?:ich|wir) (?:an|ihnen an|hiermit an),? dass/g },
  {
    weight: 3,
    says: /\b(?:vertrete ich|vertreten wir|ich vertrete|wir vertreten) (?:die interessen|frau|herrn?|unsere mandant\p{L}{0,8}|meine mandant\p{L}{0,8}|unseren mandant\p{L}{0,8}|meinen mandant\p{L}{0,8})/gu,
  },
  {
    weight: 3,
    capacity: 'parent',
    says: /\b(?:fur|uber|im namen|namens) (?:mein|meine|meinen|meines|meiner|unser|unsere|unseren|unseres|unserer) (?:[\p{L}\d-]+ ){0,2}(?:sohn|sohnes|tochter|kind|kindes|kinder)\b/gu,
  },
  {
    weight: 3,
    capacity: 'parent',
    says: /\b(?:als|bin) (?:die |der )?(?:mutter|vater|sorgeberechtigte\p{L}?|erziehungsberechtigte\p{L}?) (?:von|meines|meiner|unseres|unserer|des)\b/gu,
  },
  {
    weight: 3,
    capacity: 'guardian',
    says: /\b(?:als|bin) (?:die |der )?(?:gesetzliche[rn]? |rechtliche[rn]? )?(?:betreuer|betreuerin|vormund|pfleger|pflegerin) (?:von|fur|des|der|meiner|meines)\b/g,
  },
  {
    weight: 3,
    capacity: 'organisation',
    says: /\bim (?:namen|auftrag) (?:unserer|unseres|meiner|meines|der|des) (?:firma|gesellschaft|vereins|verbands?|unternehmens|betriebs|organisation)\b/g,
  },
  {
    weight: 3,
    says: /\b(?:fur|im namen) (?:meine|meinen|meiner|meines) (?:mutter|vaters?|frau|mann|mannes|ehefrau|ehemann|schwester|bruders?|oma|opa|grossmutter|grossvaters?)\b/g,
  },
  {
    weight: 3,
    capacity: 'parent',
    says: /\b(?:mein|meine|unser|unsere) (?:[\p{L}-]+ )?(?:sohn|tochter|kind)(?: [\p{L}-]+)?,? \(?(?:ist )?(?:erst )?(?:\d|1[0-7])\b/gu,
  },
  { weight: 3, capacity: 'parent', says: /\bals (?:erziehungsberechtigte\p{L}?|sorgeberechtigte\p{L}?|elternteil|eltern)\b/gu },
  { weight: 3, says: /\b(?:hat|haben) (?:mich|uns) (?:[\p{L}-]+ )?(?:bevollmachtigt|beauftragt|gebeten)\b/gu },
  { weight: 1.5, says: /\b(?:mein verstorbener|meine verstorbene|nachlass)\b/g },
  { weight: 2, says: /\b(?:unsere?[rsnm]?|meine?[rsnm]?) mandant\p{L}{0,8}/gu },
  { weight: 1.5, says: /\b(?:vollmacht|bevollmachtigt\p{L}{0,3}|vertretungsanzeige)\b/gu },
  { weight: 1, says: /\b(?:rechtsanwalt\p{L}{0,4}|rechtsanwaltin|kanzlei)\b/gu },
  // French
  {
    weight: 3,
    says: /\b(?:au nom|pour le compte|au nom et pour le compte) d(?:e |')(?:mon|ma|notre|nos|mes) (?:client|cliente|clients|mandant|mandante|adherent|adherente|mere|pere|mari|femme|epouse|epoux|frere|soeur|ami|amie)\b/g,
  },
  { weight: 3, says: /\b(?:au nom|pour le compte|au nom et pour le compte) de (?:m\.|mme|mr|monsieur|madame)\s/g },
  {
    weight: 3,
    says: /\b(?:je represente|nous representons|je suis le conseil|je suis l'avocat|je suis l'avocate|mandate par|mandatee par|agissant pour le compte) /g,
  },
  { weight: 3, says: /\ben (?:ma |notre )?qualite d(?:e |')(?:avocat|avocate|conseil|mandataire|representant|representante)\b/g },
  {
    weight: 3,
    capacity: 'parent',
    says: /\b(?:au nom de|pour|concernant) (?:mon|ma|notre|mes|nos) (?:[\p{L}\d-]+ ){0,2}(?:fils|fille|enfant|enfants)\b/gu,
  },
  {
    weight: 3,
    capacity: 'parent',
    says: /\b(?:en qualite de|en tant que|je suis) (?:la |le )?(?:mere|pere|parent|titulaire de l'autorite parentale)(?: de| d')/g,
  },
  { weight: 3, capacity: 'guardian', says: /\b(?:en qualite de|en tant que|je suis) (?:la |le )?(?:tuteur|tutrice|curateur|curatrice)\b/g },
  {
    weight: 3,
    capacity: 'organisation',
    says: /\bau nom de (?:notre|ma|mon|la|l') ?(?:societe|association|entreprise|organisation|organisme)\b/g,
  },
  {
    weight: 3,
    capacity: 'parent',
    says: /\b(?:mon|ma|notre) (?:[\p{L}-]+ )?(?:fils|fille|enfant)(?: [\p{L}-]+)?,?(?: est age(?:e)? de| age(?:e)? de| de| a| n'a que)? \(?(?:\d|1[0-7]) ans\b/gu,
  },
  { weight: 3, capacity: 'parent', says: /\b(?:en tant que|en qualite de|comme) (?:parents?|mere|pere|representants? leg(?:al|aux))\b/g },
  { weight: 3, says: /\bm'(?:a|ont) (?:donne (?:procuration|mandat|pouvoir)|mandatee?|charge(?:e)? de)\b/g },
  { weight: 3, says: /\b(?:intervenons|interviens|agissons|agis) en (?:qualite|tant) (?:de|que) (?:conseils?|avocate?s?|mandataires?)\b/g },
  { weight: 1.5, says: /\b(?:mon defunt|ma defunte|mes defunts|succession de)\b/g },
  { weight: 2, says: /\b(?:mon client|ma cliente|notre client|notre cliente)\b/g },
  { weight: 1.5, says: /\b(?:procuration|mandat de representation|pouvoir signe)\b/g },
  { weight: 1, says: /\b(?:avocat|avocate|cabinet d'avocats)\b/g },
];

const TITLE = '(?:Mr|Mrs|Ms|Miss|Dr|Frau|Herrn?|Mme|M|Monsieur|Madame)\\.?\\s';
/** Capitalised words that begin the next sentence, not a name. */
const NO_NAME = '(?:Mein|Meine|Mon|Ma|My|Ich|Wir|Bitte|Please|Je|Nous|Dear|Sehr|Madame|Monsieur|The|He|She|Er|Sie|Il|Elle)\\s';
const NAMED = new RegExp(
  `\\b(?:behalf of|act for|acting for|instructed by|client|clients|[Mm]andant(?:in|en)?|[Nn]amens?(?: von)?|[Aa]uftrag(?: von)?|vertrete(?:n wir)?|au nom de|compte de|représente|cliente?|daughter|son|child|[Tt]ochter|[Ss]ohn(?:es)?|[Kk]ind(?:es)?|fils|fille|enfant|mother|father|[Mm]utter|[Vv]aters?|mère|père|of|von|de)(?:,)?\\s(?:${TITLE}){0,2}(?!${NO_NAME})(\\p{Lu}[\\p{L}'’-]{1,30}(?:\\s(?:(?:von|van|de|der|den|du|la|le)\\s)?\\p{Lu}[\\p{L}'’-]{1,30}){1,3})`,
  'u',
);
/** "my daughter (12)", "meine Tochter ist erst 12". */
const CHILD_AGE =
  /\b(?:son|daughter|child|sohn|tochter|kind|fils|fille|enfant)(?: [\p{L}-]+)?,? (?:is |ist |aged? )?(?:only |just |erst )?\(?(\d{1,2})\b/u;
const AGE = /\b(?:aged? |age of |, )?(\d{1,2})(?:[- ]years?(?:[- ]old)?| jahre?(?: alt)?| jahrig\p{L}{0,2}| ans)\b/u;

function isNegated(text: string, at: number): boolean {
  return NEGATED.test(text.slice(Math.max(0, at - 40), at));
}

/**
 * Whether a mail is written for another person, in English, German and French: undefined where nothing says so, `unsure` where a person
 * has to read it. Pure, never throws.
 */
export function recogniseAgent(text: string): RecognisedAgent | undefined {
  const head = text.slice(0, HEAD_CHARS);
  const folded = fold(head).replaceAll(/\s+/g, ' ').replaceAll('’', "'");
  const found = HINTS.filter(({ says }) => Array.from(folded.matchAll(says)).some(({ index }) => !isNegated(folded, index)));
  const weight = found.reduce((sum, hint) => sum + hint.weight, 0);
  if (weight < WORTH_READING) return undefined;
  const capacity = found.find((hint) => hint.capacity !== undefined)?.capacity ?? 'authorised';
  const name = NAMED.exec(head)?.[1];
  const age = (CHILD_AGE.exec(folded) ?? AGE.exec(folded))?.[1];
  const isSure = found.some((hint) => hint.weight >= SURE) || weight >= SURE + 1;
  return {
    verdict: isSure ? 'agent' : 'unsure',
    capacity,
    ...(name === undefined ? {} : { name }),
    ...(capacity === 'parent' && age !== undefined && Number(age) < 18 ? { childAge: Number(age) } : {}),
  };
}

const ADDRESS = /[^\s<>,;:"'()[\]@]{1,64}@[^\s<>,;:"'()[\]@]{1,190}\.[a-z]{2,24}/giu;
/** "send it to", "schicken Sie es an", "à l'adresse": what stands shortly before an address that the answer is wanted at. */
const WANTED_AT =
  /\b(?:send|mail|email|reply|answer|respond|forward|use|to my (?:new|other)|new (?:email )?address|schick\p{L}*|send\p{L}*|antwort\p{L}*|richten|neue\p{L}? (?:email)?adresse|andere\p{L}? (?:email)?adresse|envoy\p{L}*|repond\p{L}*|reponse|adress\p{L}*|nouvelle adresse|autre adresse)\b[^.!?\n]{0,80}$/u;

/** The addresses a mail names, without those that are known already, in their order. */
export function addressesIn(text: string, known: readonly string[]): string[] {
  const found = text.slice(0, HEAD_CHARS).match(ADDRESS) ?? [];
  const others = found.map((address) => address.toLowerCase().replace(/\.$/, '')).filter((address) => !known.includes(address));
  return [...new Set(others)].slice(0, 20);
}

/** The addresses that can be the person's: not of the office of whoever writes, nor where the answer is wanted. */
export function personAddressesIn(text: string, sender: string, known: readonly string[]): string[] {
  const wanted = wantedAddressIn(text, known);
  const domain = sender.slice(sender.lastIndexOf('@'));
  return addressesIn(text, known).filter((address) => address !== wanted && !address.endsWith(domain));
}

/** The address that a mail wants its answer at, where that is not the one it comes from. */
export function wantedAddressIn(text: string, known: readonly string[]): string | undefined {
  const head = text.slice(0, HEAD_CHARS);
  return addressesIn(head, known).find((address) => {
    const at = head.toLowerCase().indexOf(address);
    return WANTED_AT.test(fold(head.slice(Math.max(0, at - 120), at)).replaceAll(/[^\S\n]+/g, ' '));
  });
}
