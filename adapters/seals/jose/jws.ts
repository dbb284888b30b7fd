import { type JsonObject, readJsonObject } from '../encoding/json-object.js';
import { decodeBase64url } from '../encoding/multibase.js';
import type { Signer } from '../keys/signer.js';

/** A compact JWS (RFC 7515) taken apart; nothing of it is verified yet. */
export interface OpenedJws {
  header: JsonObject;
  payload: JsonObject;
  /** What was signed: the first two parts with the dot between them. */
  signedContent: Buffer;
  signature: Buffer;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const LONGEST = 1_048_576;

/** What a JWS of this header and payload is signed over. */
export const signingInput = (header: object, payload: object) => `${encode(header)}.${encode(payload)}`;

export async function signCompact(signer: Signer, header: object, payload: object): Promise<string> {
  const input = signingInput(header, payload);
  return `${input}.${(await signer.sign(Buffer.from(input))).toString('base64url')}`;
}

/** Whether a text has the form of a compact JWS. */
export const looksCompact = (text: string) => text.length <= LONGEST && /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/.test(text);

/**
 * Takes a compact JWS apart. Undefined where a part is not strict base64url of what it should be, or the header asks for something we
 * do not do (`crit`, an unencoded payload): RFC 7515 4.1.11 wants those refused, not ignored.
 */
export function openCompact(token: string): OpenedJws | undefined {
  if (!looksCompact(token)) return undefined;
  const [head = '', body = '', tail = ''] = token.split('.');
  const signature = decodeBase64url(tail);
  const header = readPart(head);
  const payload = readPart(body);
  if (signature === undefined || header === undefined || payload === undefined) return undefined;
  if ('crit' in header || 'b64' in header) return undefined;
  return { header, payload, signedContent: Buffer.from(`${head}.${body}`), signature };
}

function readPart(part: string): JsonObject | undefined {
  const bytes = decodeBase64url(part);
  return bytes === undefined ? undefined : readJsonObject(bytes.toString('utf8'));
}
