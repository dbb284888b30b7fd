const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const VALUE = new Map([...ALPHABET].map((letter, value) => [letter, value]));
/** Decoding is quadratic, and nothing that is signed or published here is longer. */
const LONGEST = 256;

/** The most digits whose value a number holds exactly. */
const DIGITS = 9;
const CHUNK = 58n ** BigInt(DIGITS);

/** Base58 in the alphabet of Bitcoin, most significant byte first; each leading zero byte is a `1`. */
export function encodeBase58(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  let text = '';
  for (let left = hex === '' ? 0n : BigInt(`0x${hex}`); left > 0n; left /= CHUNK) {
    let chunk = Number(left % CHUNK);
    for (let digit = 0; digit < DIGITS && (chunk > 0 || left >= CHUNK); digit += 1) {
      text = ALPHABET.charAt(chunk % 58) + text;
      chunk = Math.floor(chunk / 58);
    }
  }
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text;
}

/** Undefined for a letter that is not of the alphabet, or a text longer than any key or signature. */
export function decodeBase58(text: string): Buffer | undefined {
  if (text.length > LONGEST) return undefined;
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = VALUE.get(letter);
    if (carry === undefined) return undefined;
    for (let at = 0; at < bytes.length; at += 1) {
      carry += (bytes[at] ?? 0) * 58;
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  for (let at = 0; at < text.length && text[at] === '1'; at += 1) bytes.push(0);
  return Buffer.from(bytes.reverse());
}

/** Multibase with the letter `z`: base58btc. */
export const encodeMultibase = (bytes: Uint8Array) => `z${encodeBase58(bytes)}`;

/** Reads multibase `z` (base58btc) and `u` (base64url without padding); undefined for anything else. */
export function decodeMultibase(text: string): Buffer | undefined {
  if (text.startsWith('z')) return decodeBase58(text.slice(1));
  return text.startsWith('u') ? decodeBase64url(text.slice(1)) : undefined;
}

/** Base64url, strictly: its alphabet, no padding, and no other spelling of the same bytes. */
export function decodeBase64url(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
