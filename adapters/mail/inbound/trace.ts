import type { MailAuthentication } from '../../../domain/intake/mail.js';
import type { HeaderField } from './header-fields.js';

/**
 * How the mail reached us. `direct`: a stranger's server spoke to our listener, so every header field is theirs. `boundary`: our own
 * mail exchanger passed it on (IMAP mailbox, relay), and the fields it put on top can be believed.
 */
export type Arrival = 'direct' | 'boundary';

const NOTHING_KNOWN: MailAuthentication = { spf: 'none', dkim: 'none', dmarc: 'none', isFromDomainAligned: false };

function isReceivedBy(field: HeaderField, host: string): boolean {
  const by = /\bby[ \t]{1,20}([^\s;()]{1,255})/i.exec(field.value)?.[1];
  return by?.toLowerCase() === host.toLowerCase();
}

/** The position of the topmost Received field of our own host, where nothing foreign stands above it; otherwise -1. */
function boundaryPosition(fields: readonly HeaderField[], trustedHost: string): number {
  const top = fields.findIndex((field) => field.name === 'received');
  const field = fields[top];
  return field !== undefined && isReceivedBy(field, trustedHost) ? top : -1;
}

/**
 * When our mail exchanger accepted the mail: its own Received field on top, where it lies before our acceptance; otherwise our
 * acceptance. RULEBOOK 5.1.1. The Date field and any Received field further down are the sender's words and are never used.
 */
export function receivedAtOf(fields: readonly HeaderField[], options: { arrival: Arrival; trustedHost: string; acceptedAt: Date }): Date {
  if (options.arrival === 'direct') return options.acceptedAt;
  const field = fields[boundaryPosition(fields, options.trustedHost)];
  const stamp = field?.value
    .slice(field.value.lastIndexOf(';') + 1)
    .replace(/\([^()]{0,60}\)/g, '')
    .trim();
  const at = new Date(stamp === undefined || stamp === '' ? Number.NaN : stamp);
  if (Number.isNaN(at.getTime()) || at.getTime() > options.acceptedAt.getTime()) return options.acceptedAt;
  return at;
}

/** Removes comments; deeper nesting than three is dropped with what follows. Linear. */
function withoutComments(value: string): string {
  let depth = 0;
  let kept = '';
  for (const char of value) {
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += char;
  }
  return kept;
}

interface MethodResult {
  readonly method: string;
  readonly result: string;
  readonly properties: ReadonlyMap<string, string>;
}

function readResults(value: string): { authservId: string; results: MethodResult[] } {
  const [id = '', ...parts] = withoutComments(value.slice(0, 8_192)).split(';').slice(0, 40);
  const results = parts.flatMap((part) => {
    const [first = '', ...rest] = part.trim().split(/\s+/);
    const [method, result] = first.toLowerCase().split('=');
    if (method === undefined || result === undefined) return [];
    const properties = new Map(
      rest.map((pair): [string, string] => {
        const equals = pair.indexOf('=');
        return [pair.slice(0, equals).toLowerCase(), pair.slice(equals + 1).toLowerCase()];
      }),
    );
    return [{ method, result, properties }];
  });
  return { authservId: id.trim().split(/\s+/)[0]?.toLowerCase() ?? '', results };
}

function belongsTo(domain: string | undefined, fromDomain: string): boolean {
  if (domain === undefined || domain === '' || fromDomain === '') return false;
  const plain = domain.replace(/^@/, '');
  return plain === fromDomain || (plain.includes('.') && fromDomain.endsWith(`.${plain}`));
}

/**
 * What the boundary recorded about SPF, DKIM and DMARC. RFC 8601: only fields that carry our own authserv-id and that stand above the
 * Received field our mail exchanger wrote; any other field, whatever id it claims, came with the mail and is ignored.
 */
export function authenticationOf(
  fields: readonly HeaderField[],
  options: { arrival: Arrival; trustedHost: string; ownAuthservId: string; fromDomain: string },
): MailAuthentication {
  if (options.arrival === 'direct') return NOTHING_KNOWN;
  const boundary = boundaryPosition(fields, options.trustedHost);
  const results = fields
    .slice(0, Math.max(0, boundary))
    .filter(({ name }) => name === 'authentication-results')
    .map(({ value }) => readResults(value))
    .filter(({ authservId }) => authservId === options.ownAuthservId.toLowerCase())
    .flatMap((field) => field.results);
  const of = (method: string) => results.filter((result) => result.method === method);
  const best = (method: string) => of(method).find(({ result }) => result === 'pass')?.result ?? of(method)[0]?.result ?? 'none';
  const isSigned = of('dkim').some(
    ({ result, properties }) =>
      result === 'pass' && belongsTo(properties.get('header.d') ?? properties.get('header.i')?.split('@')[1], options.fromDomain),
  );
  const isDmarc = of('dmarc').some(({ result, properties }) => result === 'pass' && properties.get('header.from') === options.fromDomain);
  return {
    spf: best('spf'),
    dkim: best('dkim'),
    dmarc: best('dmarc'),
    isFromDomainAligned: options.fromDomain !== '' && (isSigned || isDmarc),
  };
}
