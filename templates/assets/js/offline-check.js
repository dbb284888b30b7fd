// Verifies a credential with keys and status lists that are at hand: compact JWTs (EdDSA, ES256, RS256) and `eddsa-jcs-2022` proofs.
// Nothing here fetches anything. It runs in any browser with WebCrypto, and in Node, where it is tested.

const ALGORITHMS = {
  EdDSA: { key: { name: 'Ed25519' }, sign: { name: 'Ed25519' } },
  ES256: { key: { name: 'ECDSA', namedCurve: 'P-256' }, sign: { name: 'ECDSA', hash: 'SHA-256' } },
  RS256: { key: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, sign: { name: 'RSASSA-PKCS1-v1_5' } },
};
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const CLAIMS = ['iss', 'sub', 'jti', 'nbf', 'exp', 'iat'];
const utf8 = (text) => new TextEncoder().encode(text);
const fromBase64url = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const idOf = (value) => (typeof value === 'object' && value !== null ? value.id : value);

/** The text of a credential in a file: JSON or JWT as it is, or baked into a PNG or SVG. */
export async function readFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const inSvg = /<openbadges:credential[^>]*verify="([^"]+)"/.exec(text) ?? /<openbadges:credential[^>]*><!\[CDATA\[([\s\S]*?)\]\]>/.exec(text);
  if (inSvg) return inSvg[1];
  const head = 'iTXtopenbadgecredential\0\0\0\0\0';
  const at = bytes[0] === 0x89 ? new TextDecoder('latin1').decode(bytes).indexOf(head) : -1;
  if (at < 0) return text;
  const size = new DataView(bytes.buffer).getUint32(at - 4);
  return new TextDecoder().decode(bytes.subarray(at + head.length, at + 4 + size));
}

/** One verdict: valid, invalid, expired, notYet, revoked, suspended, unknown, unreadable or unsupported. */
export async function checkCredential(text, bundle, now = new Date()) {
  let read;
  try {
    read = text.startsWith('{') ? readEmbedded(JSON.parse(text)) : readJwt(text);
  } catch {
    return { verdict: 'unreadable' };
  }
  if (read === undefined) return { verdict: 'unsupported' };
  const { credential } = read;
  const said = { states: credential.description ?? '', domain: hostOf(credential) };
  try {
    const signature = await checkSignature(read, bundle);
    if (signature !== 'good') return { verdict: signature, ...said };
    return { verdict: (await checkStatus(credential, bundle, now)) ?? checkTime(credential, now) ?? 'valid', ...said };
  } catch {
    return { verdict: 'unsupported', ...said };
  }
}

function hostOf({ credentialSubject }) {
  const id = idOf([credentialSubject].flat()[0]) ?? '';
  return id.startsWith('https://') ? new URL(id).hostname : '';
}

function readJwt(text) {
  const [head, body, tail, ...rest] = text.split('.');
  if (!tail || rest.length > 0) throw new Error('not compact');
  const header = JSON.parse(new TextDecoder().decode(fromBase64url(head)));
  const payload = JSON.parse(new TextDecoder().decode(fromBase64url(body)));
  const credential = Object.fromEntries(Object.entries(payload).filter(([name]) => !CLAIMS.includes(name)));
  const isTrue = (payload.iss ?? idOf(credential.issuer)) === idOf(credential.issuer) && !('crit' in header);
  return { credential, algorithm: header.alg, method: header.kid, content: utf8(`${head}.${body}`), signature: fromBase64url(tail), isTrue };
}

/** Of the proofs the one that needs no JSON-LD. Undefined where there is none. */
function readEmbedded(secured) {
  const { proof, ...document } = secured;
  const found = [proof ?? []].flat().find((one) => one.cryptosuite === 'eddsa-jcs-2022');
  if (found === undefined) return undefined;
  const { proofValue, ...options } = found;
  const isTrue = found.type === 'DataIntegrityProof' && found.proofPurpose === 'assertionMethod' && proofValue.startsWith('z');
  return { credential: document, algorithm: 'EdDSA', method: found.verificationMethod, options, signature: fromBase58(proofValue.slice(1)), isTrue };
}

async function checkSignature({ credential, algorithm, method, content, options, signature, isTrue }, { documents }) {
  const known = Object.hasOwn(ALGORITHMS, algorithm) ? ALGORITHMS[algorithm] : undefined;
  const issuer = idOf(credential.issuer);
  if (known === undefined || !isTrue || typeof method !== 'string' || method.split('#')[0] !== issuer) return 'invalid';
  const document = documents.find((one) => one.id === issuer);
  if (document === undefined) return 'unknown';
  const published = document.verificationMethod.find((one) => one.id === method);
  if (published === undefined || !document.assertionMethod.includes(method)) return 'invalid';
  const jwk = published.publicKeyJwk ?? jwkOf(published.publicKeyMultibase);
  const { kty, crv, x, y, n, e } = jwk;
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y, n, e }, known.key, false, ['verify']);
  const signed = content ?? (await hashed(options, credential));
  return (await crypto.subtle.verify(known.sign, key, signature, signed)) ? 'good' : 'invalid';
}

async function hashed(options, document) {
  const parts = await Promise.all([options, document].map((part) => crypto.subtle.digest('SHA-256', utf8(canonicalJson(part)))));
  return new Uint8Array(parts.flatMap((part) => [...new Uint8Array(part)]));
}

/** RFC 8785. */
function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`)
    .join(',')}}`;
}

function checkTime({ validFrom, validUntil }, now) {
  if (validFrom !== undefined && new Date(validFrom).getTime() > now.getTime() + 300_000) return 'notYet';
  return validUntil !== undefined && new Date(validUntil) <= now ? 'expired' : undefined;
}

/** The first status that is set. A list that is not at hand, or not the issuer's, leaves the status unknown. */
async function checkStatus(credential, bundle, now) {
  for (const entry of [credential.credentialStatus ?? []].flat()) {
    const list = bundle.lists.find((one) => one.url === entry.statusListCredential);
    const read = list === undefined ? undefined : readJwt(list.jwt);
    const isTrusted = read !== undefined && idOf(read.credential.issuer) === idOf(credential.issuer) && (await checkSignature(read, bundle)) === 'good';
    if (!isTrusted || checkTime(read.credential, now) === 'expired' || read.credential.credentialSubject.statusPurpose !== entry.statusPurpose)
      return 'unknown';
    const bits = await unpack(fromBase64url(read.credential.credentialSubject.encodedList.slice(1)));
    const index = Number(entry.statusListIndex);
    if (!(index < bits.length * 8)) return 'unknown';
    if (bits[index >> 3] & (0x80 >> (index & 7))) return entry.statusPurpose === 'revocation' ? 'revoked' : 'suspended';
  }
  return undefined;
}

async function unpack(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function fromBase58(text) {
  const bytes = [];
  for (const letter of text) {
    let carry = BASE58.indexOf(letter);
    if (carry < 0) throw new Error('not base58');
    for (let at = 0; at < bytes.length; at += 1) {
      carry += bytes[at] * 58;
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  for (let at = 0; text[at] === '1'; at += 1) bytes.push(0);
  return Uint8Array.from(bytes.reverse());
}

/** A Multikey of Ed25519 as JWK. */
function jwkOf(multikey) {
  const bytes = fromBase58(multikey.slice(1));
  if (bytes[0] !== 0xed || bytes[1] !== 0x01) throw new Error('no Ed25519 key');
  const x = btoa(String.fromCharCode(...bytes.subarray(2)));
  return { kty: 'OKP', crv: 'Ed25519', x: x.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') };
}
