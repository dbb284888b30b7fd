/** Where a direct transfer stands (GDPR Art. 20(2)). */
export const TRANSFER_STATUSES = ['unverified', 'asked', 'confirmed', 'delivered', 'infeasible'] as const;
export type TransferStatus = (typeof TRANSFER_STATUSES)[number];

/** Why a direct transfer is not technically feasible, or does not take place; the person is told and gets the file (Art. 20(1), (2)). */
export const INFEASIBLE = [
  'no-address',
  'not-https',
  'no-receiver',
  'not-reachable',
  'refused-by-receiver',
  'not-confirmed',
  'declined',
  'given-instead',
] as const;
export type Infeasible = (typeof INFEASIBLE)[number];

export const isSettled = (status: TransferStatus): boolean => status === 'delivered' || status === 'infeasible';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS];

/** How long a destination that does not answer is tried before the person gets the file instead. */
export const TRY_FOR_MS = 5 * DAY_MS;
/** How long the person may take to confirm the destination. */
export const CONFIRM_WITHIN_MS = 14 * DAY_MS;

/** When to try again after so many failed attempts (1 = the first): minutes at first, then twice a day. */
export function nextAttemptMs(attempts: number, nowMs: number): number {
  return nowMs + (WAITS_MS[attempts - 1] ?? 12 * HOUR_MS);
}

/** Where a person wants the data to go. */
export type Destination = { kind: 'url'; url: URL } | { kind: 'infeasible'; reason: Infeasible };

const PORTS = ['', '443', '8443'];

/**
 * Reads `transferTo`: an https address is asked whether it can receive; anything else names an organisation that we cannot send to by
 * machine. `allowedHosts` (host:port) may be reached by plain HTTP and on any port: tests and intranets.
 */
export function readDestination(transferTo: string, allowedHosts: readonly string[]): Destination {
  const text = transferTo.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !URL.canParse(text)) return { kind: 'infeasible', reason: 'no-address' };
  const url = new URL(text);
  if (allowedHosts.includes(url.host) && (url.protocol === 'http:' || url.protocol === 'https:')) return { kind: 'url', url };
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || !PORTS.includes(url.port))
    return { kind: 'infeasible', reason: 'not-https' };
  return { kind: 'url', url };
}

/** Where an organisation says that it takes such packages. */
export const DISCOVERY_PATH = '/.well-known/data-portability.json';
/** The media type of what is sent: one line of JSON (who, what for, which hash), then the ZIP. */
export const TRANSFER_MEDIA_TYPE = 'application/vnd.data-portability';

/** What an organisation publishes at DISCOVERY_PATH. */
export interface DiscoveryDocument {
  version: 1;
  name: string;
  endpoint: string;
  jwksUri: string;
  formats: string[];
  maxBytes: number;
}

/** Reads a discovery document; undefined where it is none, names another origin, or takes none of our formats. */
export function readDiscovery(value: unknown, origin: string): DiscoveryDocument | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const field = (name: string): unknown => Reflect.get(value, name);
  const [name, endpoint, jwksUri, formats, maxBytes] = ['name', 'endpoint', 'jwksUri', 'formats', 'maxBytes'].map(field);
  if (field('version') !== 1 || typeof name !== 'string' || name.trim() === '' || name.length > 200) return undefined;
  if (!isOf(endpoint, origin) || !isOf(jwksUri, origin)) return undefined;
  if (!Array.isArray(formats) || !formats.includes(TRANSFER_MEDIA_TYPE)) return undefined;
  const limit = typeof maxBytes === 'number' && maxBytes > 0 ? maxBytes : Number.POSITIVE_INFINITY;
  return { version: 1, name: name.trim(), endpoint, jwksUri, formats: [TRANSFER_MEDIA_TYPE], maxBytes: limit };
}

/** The data go to the host that the person was shown, and to no other. */
function isOf(value: unknown, origin: string): value is string {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).origin === origin;
}

/** What stands before the ZIP in a transfer. `sha256` and `sizeBytes` are of the ZIP. */
export interface TransferHead {
  transferId: string;
  source: { name: string; origin: string };
  person: { name: string; email: string };
  sha256: string;
  sizeBytes: number;
  generatedAt: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads the head of a transfer; undefined where something is missing or not of its kind. */
export function readTransferHead(value: unknown): TransferHead | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const text = (of: unknown, name: string, max = 320): string | undefined => {
    const found: unknown = typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
    return typeof found === 'string' && found.length <= max ? found : undefined;
  };
  const [source, person, sizeBytes]: unknown[] = ['source', 'person', 'sizeBytes'].map((name) => Reflect.get(value, name));
  const [transferId, sha256, generatedAt] = [text(value, 'transferId'), text(value, 'sha256'), text(value, 'generatedAt')];
  const [sourceName, origin, name, email] = [text(source, 'name'), text(source, 'origin'), text(person, 'name'), text(person, 'email')];
  if (transferId === undefined || !UUID.test(transferId) || sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  if (typeof sizeBytes !== 'number' || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0) return undefined;
  if (sourceName === undefined || origin === undefined || name === undefined || generatedAt === undefined) return undefined;
  if (email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email)) return undefined;
  return { transferId, source: { name: sourceName, origin }, person: { name, email }, sha256, sizeBytes, generatedAt };
}
