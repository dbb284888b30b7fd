import type { BounceReport } from '../../../domain/intake/mail.js';
import { letterIdOf } from '../../../domain/request/ids.js';
import { type HeaderField, headerLength, readHeaderFields, valuesOf } from './header-fields.js';

/** How much of a report is searched for the returned header. */
const MAX_SEARCHED_BYTES = 512 * 1024;
const MESSAGE_ID = /<[^<>\s]{3,250}>/g;

/** All Message-IDs in a value, at most fifty. */
export function messageIdsIn(value: string | undefined): string[] {
  return [...new Set((value ?? '').slice(0, 16_384).match(MESSAGE_ID) ?? [])].slice(0, 50);
}

/** True for a Message-ID that one of our letters carries: its shape and one of our domains. */
export function isOwnMessageId(messageId: string, ownDomains: ReadonlySet<string>): boolean {
  const domain = messageId
    .slice(messageId.lastIndexOf('@') + 1)
    .replace(/>$/, '')
    .toLowerCase();
  return letterIdOf(messageId) !== undefined && ownDomains.has(domain);
}

/** The Message-ID fields of a mail that stands inside this one. */
function returnedIds(raw: Buffer): string[] {
  const from = headerLength(raw);
  const body = raw.subarray(from, from + MAX_SEARCHED_BYTES).toString('latin1');
  return [...body.matchAll(/^[ \t]{0,4}message-id:[ \t\r\n]{0,6}(<[^<>\s]{3,250}>)/gim)].slice(0, 50).map((match) => match[1] ?? '');
}

function severityOf(action: string, status: string): BounceReport['severity'] {
  if (action === 'delayed') return 'delayed';
  if (status.startsWith('4')) return 'soft';
  return action === 'failed' || status.startsWith('5') || status === '' ? 'hard' : 'soft';
}

const WORST_FIRST: readonly BounceReport['severity'][] = ['hard', 'soft', 'delayed'];

/**
 * Reads a delivery report. RFC 3464. Only letters of ours count, found in the returned header, In-Reply-To or References; a report that
 * names none of ours has an empty list. A report proves nothing about a letter whose Message-ID a stranger could not have seen.
 */
export function bounceOf(
  raw: Buffer,
  parts: { fields: readonly HeaderField[]; statusTexts: readonly string[]; text: string; ownDomains: ReadonlySet<string> },
): BounceReport {
  const mentioned = [...valuesOf(parts.fields, 'in-reply-to'), ...valuesOf(parts.fields, 'references')].flatMap(messageIdsIn);
  const ids = [...returnedIds(raw), ...mentioned].filter((id) => isOwnMessageId(id, parts.ownDomains));
  const groups = parts.statusTexts
    .flatMap((text) =>
      text
        .slice(0, 65_536)
        .split(/\r?\n[ \t]{0,80}\r?\n/)
        .slice(0, 100),
    )
    .map(readHeaderFields);
  const recipients = groups.flatMap((group) => {
    const action = valuesOf(group, 'action')[0]?.toLowerCase().trim();
    const status = /\d\.\d{1,3}\.\d{1,3}/.exec(valuesOf(group, 'status')[0] ?? '')?.[0] ?? '';
    return action === undefined && status === '' ? [] : [{ status, severity: severityOf(action ?? '', status) }];
  });
  const fallback = /\b([45])\.\d{1,3}\.\d{1,3}\b/.exec(parts.text.slice(0, 20_000));
  const worst = WORST_FIRST.flatMap((severity) => recipients.filter((recipient) => recipient.severity === severity))[0];
  return {
    ourMessageIds: [...new Set(ids)],
    severity: worst?.severity ?? (fallback?.[1] === '4' ? 'soft' : 'hard'),
    status: worst?.status ?? fallback?.[0] ?? '',
  };
}
