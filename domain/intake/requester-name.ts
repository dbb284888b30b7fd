/** A name is two to four words, each beginning with a capital; nothing longer than this is looked at. */
const MAX_LINE_CHARS = 60;
const NAME =
  /^(?:(?:Dr|Prof|Mr|Mrs|Ms|Mme|M|Frau|Herr)\.?\s)*\p{Lu}[\p{L}'’-]{0,30}(?:\s(?:\p{Lu}[\p{L}'’-]{0,30}|\p{Lu}\.|von|van|de|der|den|du|la|le|del|di|bin|al)){1,4}$/u;
const INTRODUCTION =
  /\b(?:my name is|I am called|ich heiße|mein Name ist|mein Name lautet|je m['’]appelle|mon nom est)\s([^\n,.;:()]{3,60})/iu;
const CLOSING =
  /^(?:(?:kind|best|warm)?\s?regards|best wishes|yours (?:sincerely|faithfully|truly)|sincerely|thanks(?: in advance)?|thank you(?: very much)?|cheers|mit (?:freundlichen|besten|herzlichen) grüßen|(?:viele|freundliche|beste|liebe) grüße|mit freundlichem gruß|gruß|mfg|cordialement|bien (?:à vous|cordialement)|salutations(?: distinguées)?|merci(?: d['’]avance)?)[\s,.!]*$/iu;

function asName(line: string): string | undefined {
  const trimmed = line.trim();
  return trimmed.length <= MAX_LINE_CHARS && NAME.test(trimmed) ? trimmed : undefined;
}

/** The name a mail's writer gives, from "my name is …" or the line below the closing words; undefined where none is plain. */
export function requesterNameOf(text: string): string | undefined {
  const head = text.slice(0, 20_000);
  const introduced = INTRODUCTION.exec(head)?.[1];
  const words = introduced?.trim().split(/\s+/).slice(0, 4) ?? [];
  for (let count = words.length; count >= 2; count--) {
    const name = asName(words.slice(0, count).join(' '));
    if (name !== undefined) return name;
  }
  const lines = head
    .split('\n')
    .map((line) => line.slice(0, 200).trim())
    .filter((line) => line !== '');
  const closing = lines.findIndex((line) => line.length <= MAX_LINE_CHARS && CLOSING.test(line));
  return closing < 0 ? undefined : asName(lines[closing + 1] ?? '');
}
