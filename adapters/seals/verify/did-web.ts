/**
 * Where the document of a did:web stands (did:web Method Specification, 2.5.2). Undefined for anything that is not a conforming one:
 * upper case, an IP address, an escape that hides a slash.
 */
export function didWebUrl(did: string): string | undefined {
  const [method, name, hostPart = '', ...path] = did.split(':');
  if (method !== 'did' || name !== 'web' || did.length > 512) return undefined;
  const host = hostPart.replace(/%3a/i, ':');
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z][a-z0-9-]*(:\d{1,5})?$/.test(host)) return undefined;
  if (!path.every((part) => /^[A-Za-z0-9._~-]+$/.test(part) && part !== '.' && part !== '..')) return undefined;
  return `https://${host}/${path.length === 0 ? '.well-known' : path.join('/')}/did.json`;
}
