/** A name is two to five words, each beginning with a capital; nothing longer than this is looked at. */
const MAX_LINE_CHARS = 60;
const NAME =
  /^(?:(?:Dr|Prof|Dipl|Ing|Mr|Mrs|Ms|Mme|M|Me|Pr|Frau|Herr|Cllr)\.?[\s-])*(?:\p{Lu}\.\s?){0,3}\p{Lu}[\p{L}'’-]{0,30}(?:\s(?:\p{Lu}[\p{L}'’-]{0,30}|\p{Lu}\.|von|van|de|der|den|du|la|le|del|di|bin|al)){0,4}$/u;
/** Capitalised lines that close a mail and are nobody's name. */
const NO_PERSON =
  /\b(?:gmbh|ag|ug|e\.? ?v|kg|ltd|limited|plc|llp|inc|sarl|sas|solicitors?|rechtsanw\p{L}+|avocats?|team|service|support|regards|wishes|thanks|gr(?:ü|u)ß\p{L}*|mfg|danke|lg|vg|merci|cordialement|salutations|cheers|customer|member\p{L}*|verein|verband|association|club|society|cabinet|sent|gesendet|envoyé|iphone|android|outlook|company)\b/iu;
const INTRODUCTION =
  /\b(?:my name is|I am called|ich heiße|mein Name ist|mein Name lautet|je m['’]appelle|mon nom est)\s([^\n,.;:()]{3,60})/iu;
const CLOSING =
  /^(?:(?:with )?(?:(?:very |with )?(?:kind|kindest|best|warm|many)?\s?(?:regards|wishes|thanks))|all the best|best|yours(?: (?:sincerely|faithfully|truly))?|sincerely|thanks(?: in advance)?|thank you(?: very much)?|cheers|signed|mit (?:freundlichen?|besten?|herzlichen?|vielen?|lieben?)(?: kollegialen)? gr(?:ü|ue)(?:ß|ss)en|(?:viele|freundliche|beste|liebe|herzliche|schöne)?\s?gr(?:ü|ue)(?:ß|ss)e|mit freundlichem gru(?:ß|ss)|gru(?:ß|ss)|mfg|lg|vg|danke|vielen dank|hochachtungsvoll|(?:bien )?cordialement|bien (?:à vous|cordialement)|salutations(?: distinguées)?|respectueusement|merci(?: d['’]avance)?|.{0,80}(?:salutations distinguées|sentiments distingués|considération distinguée|mes salutations))[\s,.!]*$/iu;
/** "Name: Henrik Solberg" and the two halves of it, as forms write them. */
const FIELDS = {
  whole: /^(?:full name|name|vollständiger name|nom complet|nom et prénom|signed|gezeichnet|gez\.?)\s?:\s?(.{3,60})$/iu,
  first: /^(?:first name|given name|forename|vorname|prénom)\s?:\s?(.{1,40})$/iu,
  last: /^(?:last name|surname|family name|nachname|familienname|nom|nom de famille|name)\s?:\s?(.{1,40})$/iu,
};
/** What people add to their name: "(mother)", ", née …", ", Director". */
const ADDITION = /\s?[,(].*$/u;

function asName(line: string, fewestWords = 2): string | undefined {
  const trimmed = line.trim();
  const isName = trimmed.length <= MAX_LINE_CHARS && NAME.test(trimmed) && !NO_PERSON.test(trimmed);
  return isName && trimmed.split(/\s+/).length >= fewestWords ? trimmed : undefined;
}

function introduced(head: string): string | undefined {
  const words = INTRODUCTION.exec(head)?.[1]?.trim().split(/\s+/).slice(0, 4) ?? [];
  for (let count = words.length; count >= 2; count--) {
    const name = asName(words.slice(0, count).join(' '));
    if (name !== undefined) return name;
  }
  return undefined;
}

function fromFields(lines: readonly string[]): string | undefined {
  const field = (pattern: RegExp) => lines.map((line) => pattern.exec(line)?.[1]?.trim()).find((value) => value !== undefined);
  const first = field(FIELDS.first);
  const last = field(FIELDS.last);
  return first !== undefined && last !== undefined ? asName(`${first} ${last}`) : asName(field(FIELDS.whole) ?? '');
}

function belowClosing(lines: readonly string[]): string | undefined {
  const closing = lines.findIndex((line) => CLOSING.test(line));
  return closing < 0 ? undefined : asName((lines[closing + 1] ?? '').replace(ADDITION, ''));
}

/** The last line, where it stands alone after a finished sentence: many sign without a word of farewell. */
function lastLine(lines: readonly string[]): string | undefined {
  const before = lines.at(-2) ?? '';
  return /[.!?…)]$/u.test(before) ? asName((lines.at(-1) ?? '').replace(ADDITION, '')) : undefined;
}

/**
 * The name a mail's writer gives: from "my name is …", the fields of a form, the line below the closing words or the last line;
 * undefined where none is plain. Linear in the text.
 */
export function requesterNameOf(text: string): string | undefined {
  const head = text.slice(0, 20_000);
  const lines = head
    .split('\n')
    .map((line) => line.slice(0, 200).trim())
    .filter((line) => line !== '');
  return introduced(head) ?? fromFields(lines) ?? belowClosing(lines) ?? lastLine(lines);
}
