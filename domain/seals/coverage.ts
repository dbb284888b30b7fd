/** Which hosts a seal may be shown on: its domain, and what its issuer allows beside it. */
export interface Coverage {
  /** Lower case, punycode. */
  domain: string;
  allowsWww: boolean;
  allowsSubdomains: boolean;
}

/** Whether a host (lower case, punycode, no port) is one of the seal's. */
export function isCovered({ domain, allowsWww, allowsSubdomains }: Coverage, host: string): boolean {
  if (host === domain || (allowsWww && (host === `www.${domain}` || domain === `www.${host}`))) return true;
  return allowsSubdomains && host.endsWith(`.${domain}`);
}

/** An `Origin` header in its parts; undefined where it names no website (`null`, extensions, files). */
export function readOrigin(origin: string): { scheme: 'http' | 'https'; host: string; port: string } | undefined {
  const [, scheme, host, port = ''] = /^(https?):\/\/([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::(\d{1,5}))?$/.exec(origin) ?? [];
  if (host === undefined) return undefined;
  return { scheme: scheme === 'http' ? 'http' : 'https', host, port };
}

/**
 * Whether a page of that origin may show the seal. A page without TLS can be altered on its way to the visitor, and a port of its own
 * may be another's, so neither counts; unless this service itself speaks plain HTTP, as it does on one's own machine.
 */
export function coversOrigin(coverage: Coverage, origin: string, isPlainService: boolean): boolean {
  const read = readOrigin(origin);
  if (read === undefined || !isCovered(coverage, read.host)) return false;
  return isPlainService || (read.scheme === 'https' && (read.port === '' || read.port === '443'));
}

/** The same as sources of `frame-ancestors` (CSP Level 3, 6.4.2). */
export function frameAncestorsOf({ domain, allowsWww, allowsSubdomains }: Coverage, isPlainService: boolean): string {
  const www = domain.startsWith('www.') ? domain.slice(4) : `www.${domain}`;
  const hosts = [domain, ...(allowsWww ? [www] : []), ...(allowsSubdomains ? [`*.${domain}`] : [])];
  return hosts.map((host) => (isPlainService ? `http://${host}:* https://${host}:*` : `https://${host}`)).join(' ');
}
