// Ask about a domain and about a seal's own address, as anybody may; then check the signature yourself, with a library of others.
//   SEAL_DOMAIN=northpier.example node --import tsx client/examples/verify-a-seal.ts
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { dataOf, openRightsdesk } from '../index.js';
import { placeOf } from './place.js';

const { baseUrl } = placeOf();
const rightsdesk = openRightsdesk({ baseUrl });
const domain = process.env.SEAL_DOMAIN ?? 'northpier.example';
const byDomain = dataOf(await rightsdesk.POST('/api/v1/verifications', { body: { domain } }));

const seal = process.env.SEAL_URL;
if (seal === undefined) console.log(JSON.stringify({ domain, verdict: byDomain.verdict }));
else {
  const credential = await (await fetch(seal, { headers: { accept: 'application/vc+jwt' } })).text();
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', baseUrl));
  // The header names the key by its DID URL; the set names it by the fragment, which is the thumbprint of the key (RFC 7638).
  const { payload } = await jwtVerify(credential, (header, token) => keys({ ...header, kid: header.kid?.split('#').at(-1) }, token));
  const { verdict } = dataOf(await rightsdesk.POST('/api/v1/verifications', { body: { credential } }));
  console.log(JSON.stringify({ domain, verdict: byDomain.verdict, ofCredential: verdict, issuer: payload.iss ?? payload.issuer }));
}
