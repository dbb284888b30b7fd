import type { StatusPurpose } from './statement.js';

// The addresses of a seal. Everything that signs, serves or links to a seal asks here, so that they agree.

/** Where a person or a machine verifies a seal; also the id of its credential. */
export const verifyUrlOf = (publicUrl: string, sealId: string) => `${publicUrl}/verify/${sealId}`;

/** Where one status list of an issuer is published; lists of a purpose count from 1. */
export const statusListUrlOf = (publicUrl: string, issuerSlug: string, purpose: StatusPurpose, number: number) =>
  `${publicUrl}/status/${issuerSlug}/${purpose}/${number}`;

/** What a page of an issuer is found under. */
export const issuerUrlOf = (publicUrl: string, issuerSlug: string) => `${publicUrl}/issuers/${issuerSlug}`;

/**
 * The issuer's did:web under our origin, which leads to `/issuers/{slug}/did.json`. The method allows no IP address, so a loopback
 * address is called localhost; any other address stays as it is and works with resolvers that do not mind.
 */
export function issuerDidOf(publicUrl: string, issuerSlug: string): string {
  const { hostname, port } = new URL(publicUrl);
  const host = /^(127(\.\d+){3}|\[::1\])$/.test(hostname) ? 'localhost' : hostname;
  return `did:web:${encodeURIComponent(port === '' ? host : `${host}:${port}`)}:issuers:${issuerSlug}`;
}

/** The slug in a did:web of ours; undefined where it is somebody else's. */
export function issuerSlugOf(publicUrl: string, did: string): string | undefined {
  const prefix = issuerDidOf(publicUrl, '');
  const slug = did.slice(prefix.length);
  return did.startsWith(prefix) && /^[a-z0-9](-?[a-z0-9])*$/.test(slug) ? slug : undefined;
}
