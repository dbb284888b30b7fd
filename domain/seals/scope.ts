/** Which hosts an issuer lets a seal of one domain stand on. */
export interface DomainPolicy {
  allowsWww: boolean;
  allowsSubdomains: boolean;
}

/** Whether a seal of `domain` may be shown on `host`. Both in lower case and punycode; a port does not matter. */
export function coversHost(domain: string, host: string, policy: DomainPolicy): boolean {
  const bare = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  if (bare === domain) return true;
  if (policy.allowsWww && (bare === `www.${domain}` || domain === `www.${bare}`)) return true;
  return policy.allowsSubdomains && bare.endsWith(`.${domain}`);
}
