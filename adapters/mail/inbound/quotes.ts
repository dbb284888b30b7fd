/** Longer lines and texts are not looked at for quotations. Every pattern here sees one bounded line (or three, joined). */
const MAX_CHARS = 65_536;
const MAX_LINE_CHARS = 1_000;

/** "On … wrote:", "Am … schrieb …:", "Le … a écrit :". */
const ATTRIBUTION_START = /^(?:on|am|le)\s/iu;
const DATED_WROTE = /^(?:on|am|le)\s.{4,250}(?:\bwrote|\bschrieb(?:\s.{1,200})?|\ba\s(?:é|e)crit)\s?:\s*$/iu;

/** "Name <address> wrote:" on one line. */
const NAMED_WROTE = /^.{1,200}(?:<[^<>@\s]{1,64}@[^<>@\s]{1,255}>|\b(?:19|20)\d\d\b.{0,60})\s?(?:wrote|schrieb|a\s(?:é|e)crit)\s?:\s*$/iu;

/** Lines after which everything is the older mail: "-----Original Message-----" in three languages. */
const ORIGINAL =
  /^[\s>]*[-_]{2,20}\s*(?:original message|original appointment|ursprüngliche nachricht|originalnachricht|message d['’]origine|message original)\s*[-_]{2,20}\s*$/iu;

/** The header block that some programs put above an older mail: From, then Sent, To or Subject in the next lines. */
const OLD_FROM = /^\*?(?:from|von|de)\s?:\*?\s.{2,250}$/iu;
const OLD_OTHER = /^\*?(?:sent|date|to|subject|gesendet|datum|an|betreff|envoyé|à|objet)\s?:\*?\s/iu;

const FORWARDED =
  /^[\s>]*(?:[-_]{2,20}\s*)?(?:begin forwarded message|forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|message transféré|début du message (?:transféré|réexpédié))\s?:?\s*[-_]{0,20}\s*$/iu;

/** How many lines an attribution takes at `at`: one, or up to three where it was wrapped; 0 where there is none. */
function attributionLength(lines: readonly string[], at: number): number {
  const first = lines[at] ?? '';
  if (first.length > 400) return 0;
  if (NAMED_WROTE.test(first)) return 1;
  if (!ATTRIBUTION_START.test(first)) return 0;
  let joined = '';
  for (let count = 1; count <= 3; count++) {
    const line = (lines[at + count - 1] ?? '').trim();
    if (line === '') return 0;
    joined = `${joined} ${line}`.trim().slice(0, 400);
    if (DATED_WROTE.test(joined)) return count;
  }
  return 0;
}

function isOldHeader(lines: readonly string[], at: number): boolean {
  if (!OLD_FROM.test(lines[at] ?? '')) return false;
  return lines.slice(at + 1, at + 4).filter((line) => OLD_OTHER.test(line)).length >= 2;
}

/** True where the lines after an attribution are marked with ">", so that unmarked lines further down are new. */
function isMarkedQuote(lines: readonly string[], from: number): boolean {
  return (lines.slice(from).find((line) => line.trim() !== '') ?? '').trimStart().startsWith('>');
}

function cutOlderMail(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (FORWARDED.test(line)) return [...kept, ...lines.slice(at)];
    if (ORIGINAL.test(line) || isOldHeader(lines, at)) return kept;
    const attribution = attributionLength(lines, at);
    if (attribution > 0) {
      if (!isMarkedQuote(lines, at + attribution)) return kept;
      at += attribution - 1;
      continue;
    }
    kept.push(line);
  }
  return kept;
}

/** Removes lines marked with ">". Signatures stay: people ask for things below a line of dashes. */
function withoutMarkedLines(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.trimStart().startsWith('>'));
}

/**
 * What the writer adds in this mail, without the mail they answer. A forwarded mail is kept: it is what is being sent. Text longer than
 * 64 KB is cut. Never throws; linear in the text.
 */
export function newTextOf(text: string): string {
  const lines = text
    .slice(0, MAX_CHARS)
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.slice(0, MAX_LINE_CHARS).trimEnd());
  const kept = cutOlderMail(lines);
  const isForward = kept.some((line) => FORWARDED.test(line));
  return (isForward ? kept : withoutMarkedLines(kept)).join('\n').trim();
}

/** What the writer says above a mail they forward; undefined where nothing is forwarded or nothing stands above it. Linear. */
export function aboveForwardedOf(newText: string): string | undefined {
  const lines = newText.split('\n');
  const at = lines.findIndex((line) => FORWARDED.test(line));
  return lines.slice(0, Math.max(0, at)).join('\n').trim() || undefined;
}
