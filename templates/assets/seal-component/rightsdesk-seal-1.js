// <rightsdesk-seal seal="ID"> checks a seal in the visitor's browser: the issuer's signature, the status lists, and that the page stands
// on the domain of the seal. Nothing is sent but the three questions themselves, without cookies and without the page's address.
// This file never changes: its address has its version, and the page names its hash. A change is a new file beside it.

const BASE = new URL(import.meta.url).origin;
const WORDS = {
  en: { valid: 'Checked in your browser just now', invalid: 'This seal is not valid on this website', unable: 'Check this seal' },
  de: { valid: 'Soeben in Ihrem Browser geprüft', invalid: 'Dieses Siegel gilt auf dieser Website nicht', unable: 'Dieses Siegel prüfen' },
  fr: { valid: 'Vérifié à l’instant dans votre navigateur', invalid: 'Ce sceau n’est pas valable sur ce site', unable: 'Vérifier ce sceau' },
};
const ALGORITHMS = {
  EdDSA: { kty: 'OKP', crv: 'Ed25519', key: { name: 'Ed25519' }, sign: { name: 'Ed25519' } },
  ES256: { kty: 'EC', crv: 'P-256', key: { name: 'ECDSA', namedCurve: 'P-256' }, sign: { name: 'ECDSA', hash: 'SHA-256' } },
};

/** What was found: the seal does not hold. Everything else that goes wrong means that it could not be checked. */
class NotValid extends Error {}

const bytesOf = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0));
const jsonOf = (part) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(part)));

async function ask(address, accept) {
  const options = { headers: { accept }, credentials: 'omit', referrerPolicy: 'no-referrer', mode: 'cors', redirect: 'error' };
  const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(8000) });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return answer;
}

/** The payload of a JWS that the issuer's own key signed. */
async function verified(token, issuerOf) {
  const [head, body, tail, more] = token.trim().split('.');
  if (more !== undefined || !tail) throw new NotValid('no compact JWS');
  const header = jsonOf(head);
  const payload = jsonOf(body);
  const issuer = typeof payload.issuer === 'string' ? payload.issuer : payload.issuer?.id;
  if ((payload.iss ?? issuer) !== issuer || (issuerOf && issuerOf !== issuer)) throw new NotValid('another issuer');
  const algorithm = ALGORITHMS[header.alg];
  if (!algorithm || header.crit || typeof header.kid !== 'string' || !header.kid.startsWith(`${issuer}#`)) throw new NotValid('no such key');
  const jwk = await keyOf(issuer, header.kid, algorithm);
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm.key, false, ['verify']);
  const signed = new TextEncoder().encode(`${head}.${body}`);
  if (!(await crypto.subtle.verify(algorithm.sign, key, bytesOf(tail), signed))) throw new NotValid('the signature does not hold');
  return { payload, issuer };
}

/** The issuer's public key from its did:web document, which stands where this file came from. */
async function keyOf(did, kid, { kty, crv }) {
  const [, host, slug] = /^did:web:([^:]+):issuers:([a-z0-9-]+)$/.exec(did) ?? [];
  if (host === undefined || !isOurs(decodeURIComponent(host))) throw new NotValid('an issuer from elsewhere');
  const document = await (await ask(`${BASE}/issuers/${slug}/did.json`, 'application/did+json, application/json')).json();
  const method = document.verificationMethod?.find(({ id }) => id === kid);
  if (document.id !== did || !document.assertionMethod?.includes(kid) || method?.controller !== did) throw new NotValid('no key of the issuer');
  const { x, y, ...jwk } = method.publicKeyJwk;
  if (jwk.kty !== kty || jwk.crv !== crv) throw new NotValid('a key of another kind');
  return kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x };
}

/** did:web knows no IP address, so a service on one's own machine calls itself localhost. */
const isOurs = (host) => host === new URL(BASE).host || host === new URL(BASE).host.replace(/^(127(\.\d+){3}|\[::1\])/, 'localhost');

/** Refuses where the bit of a status list (Bitstring Status List 1.0) is set. */
async function requireClear({ statusPurpose, statusListIndex, statusListCredential }, issuer) {
  if (!isOurs(new URL(statusListCredential).host)) throw new NotValid('a list from elsewhere');
  const address = BASE + new URL(statusListCredential).pathname;
  const { payload } = await verified(await (await ask(address, 'application/vc+jwt')).text(), issuer);
  const { statusPurpose: purpose, encodedList } = payload.credentialSubject;
  if (purpose !== statusPurpose || payload.id !== statusListCredential) throw new NotValid('another list');
  if (new Date(payload.validUntil ?? 8.64e15) < new Date()) throw new Error('the list is too old');
  const packed = new Blob([bytesOf(encodedList.slice(1))]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bits = new Uint8Array(await new Response(packed).arrayBuffer());
  const index = Number(statusListIndex);
  if (!(index >= 0 && index < bits.length * 8)) throw new NotValid('no such place in the list');
  if ((bits[index >> 3] >> (7 - (index & 7))) & 1) throw new NotValid(`the issuer ended it: ${purpose}`);
}

/** The host of the page is the seal's domain or lies below it; which of those the issuer allows, the service saw to when it answered. */
function requireDomain(subject) {
  const { hostname } = new URL(subject);
  if (location.hostname !== hostname && !location.hostname.endsWith(`.${hostname}`)) throw new NotValid('another domain');
}

async function check(id) {
  if (!globalThis.crypto?.subtle) throw new Error('no cryptography on a page without TLS');
  const token = await (await ask(`${BASE}/seals/${id}/credential`, 'application/vc+jwt')).text();
  const { payload, issuer } = await verified(token);
  if (!payload.id?.endsWith(`/verify/${id}`)) throw new NotValid('another seal');
  requireDomain(payload.credentialSubject.id);
  const now = new Date();
  if (new Date(payload.validFrom) > now || new Date(payload.validUntil) <= now) throw new NotValid('not in its time');
  await Promise.all([payload.credentialStatus ?? []].flat().map((entry) => requireClear(entry, issuer)));
}

class RightsdeskSeal extends HTMLElement {
  static observedAttributes = ['seal', 'theme', 'lang'];

  connectedCallback() {
    this.root ??= this.attachShadow({ mode: 'open' });
    this.show();
  }

  attributeChangedCallback() {
    if (this.root) this.show();
  }

  async show() {
    const id = this.getAttribute('seal') ?? '';
    if (!/^[0-9a-f-]{36}$/i.test(id)) return this.end(id, 'unable', 'no id of a seal');
    const turn = Symbol(id);
    this.turn = turn;
    const [state, reason] = await check(id.toLowerCase()).then(
      () => ['valid', ''],
      (error) => [error instanceof NotValid ? 'invalid' : 'unable', error.message],
    );
    if (this.turn === turn) this.end(id, state, reason);
  }

  /** A link in every state; the picture only where the check held. Built node by node, so that no policy of the page is in its way. */
  end(id, state, reason) {
    const language = (this.getAttribute('lang') || document.documentElement.lang || 'en').slice(0, 2).toLowerCase();
    const words = WORDS[language] ?? WORDS.en;
    const link = document.createElement('a');
    Object.assign(link, { href: `${BASE}/verify/${id}`, target: '_blank', rel: 'noopener', referrerPolicy: 'no-referrer' });
    if (state === 'valid') link.append(this.picture(id, language), document.createElement('br'));
    const note = document.createElement('small');
    note.textContent = `${state === 'valid' ? '✓ ' : state === 'invalid' ? '✕ ' : ''}${words[state]}`;
    link.append(note);
    this.root.replaceChildren(link);
    this.dataset.state = state;
    this.dispatchEvent(new CustomEvent('rightsdesk-seal', { bubbles: true, composed: true, detail: { state, reason } }));
  }

  picture(id, language) {
    const image = document.createElement('img');
    const theme = this.getAttribute('theme');
    const wishes = new URLSearchParams({ lang: language, ...(theme ? { theme } : {}) });
    Object.assign(image, { crossOrigin: 'anonymous', width: 264, height: 93, alt: this.getAttribute('alt') ?? '' });
    image.src = `${BASE}/seals/${id}/badge.svg?${wishes}`;
    return image;
  }
}

if (!customElements.get('rightsdesk-seal')) customElements.define('rightsdesk-seal', RightsdeskSeal);
