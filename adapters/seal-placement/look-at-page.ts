import { DomainError } from '../../domain/errors.js';
import type { ShownSeal } from '../../domain/seals/display.js';
import { type Expected, isOwnPage, judgePage, type LinkBack, type PlacementFindings, readLinkBack, WELL_KNOWN_SEALS } from '../../domain/seals/placement.js';
import { guardedRequest, type OutboundAnswer } from '../outbound/guarded-request.js';

export interface PlacementDeps {
  allowedHosts: readonly string[];
  publicUrl: string;
  integrity: string;
}

const FIVE_SECONDS_MS = 5_000;
const HALF_A_MEGABYTE = 524_288;
const HEADERS = { accept: 'text/html', 'user-agent': 'Rightsdesk-Seal-Check/1' };

/**
 * Fetches a page of the member and says how the seal stands on it. Only pages of the seal's own websites, so that nobody sends us
 * elsewhere; one redirect within them is followed.
 * @throws DomainError PAGE_NOT_OF_SEAL
 */
export async function lookAtPage(seal: ShownSeal, address: string, deps: PlacementDeps): Promise<PlacementFindings> {
  const page = ownPage(seal, address);
  if (page === undefined)
    throw new DomainError({
      code: 'PAGE_NOT_OF_SEAL',
      kind: 'invalid',
      detail: `Enter the address of a page on ${seal.domain}, like https://${seal.domain}/.`,
      fields: [{ pointer: '/page', detail: 'This is not a page of a website that the seal covers.' }],
    });
  const found = await fetchPage(seal, page, deps);
  if ('problem' in found) return found.problem;
  const { answer, at } = found;
  const findings = judgePage(answer.body.toString('utf8'), policiesOf(answer), expectedOf(seal, deps));
  const isPlain = at.protocol === 'http:' && deps.publicUrl.startsWith('https:');
  return { page: at.href, ...findings, problems: isPlain ? ['NOT_HTTPS', ...findings.problems] : findings.problems };
}

const expectedOf = (seal: ShownSeal, { publicUrl, integrity }: PlacementDeps): Expected => ({
  sealId: seal.id,
  origin: new URL(publicUrl).origin,
  integrity,
});

function ownPage(seal: ShownSeal, address: string): URL | undefined {
  const typed = address.includes('://') ? address : `https://${address}`;
  if (!URL.canParse(typed)) return undefined;
  const url = new URL(typed);
  return isOwnPage(seal, url) ? url : undefined;
}

const policiesOf = ({ headers }: OutboundAnswer): string[] => (headers['content-security-policy'] ?? '').split(',').filter((policy) => policy.trim() !== '');

type Fetched = { answer: OutboundAnswer; at: URL } | { problem: PlacementFindings };

async function fetchPage(seal: ShownSeal, page: URL, { allowedHosts }: PlacementDeps): Promise<Fetched> {
  const failed = (problem: PlacementFindings['problems'][number], more: object = {}): Fetched => ({
    problem: { page: page.href, found: [], problems: [problem], ...more },
  });
  if (page.protocol === 'http:' && !allowedHosts.includes(page.host)) return failed('NOT_HTTPS');
  let at = page;
  for (const isLast of [false, true]) {
    const result = await guardedRequest({ url: at.href, headers: HEADERS, timeoutMs: FIVE_SECONDS_MS, maxBytes: HALF_A_MEGABYTE, allowedHosts });
    if (!result.ok) return failed('PAGE_UNREACHABLE');
    const { status, headers } = result.answer;
    if (status < 300) return { answer: result.answer, at };
    if (status >= 400) return failed('PAGE_FAILED');
    const next = URL.canParse(headers.location ?? '', at) ? new URL(headers.location ?? '', at) : undefined;
    if (next === undefined || isLast || !isOwnPage(seal, next)) return failed('PAGE_REDIRECTS', { redirectsTo: next?.origin ?? '' });
    at = next;
  }
  return failed('PAGE_REDIRECTS');
}

/** Asks the member's website whether it names the seal too. A website that does not answer is silent: that is nothing against the seal. */
export async function askLinkBack(seal: ShownSeal, { allowedHosts, publicUrl }: PlacementDeps): Promise<LinkBack> {
  const plain = allowedHosts.find((host) => host === seal.domain || host.startsWith(`${seal.domain}:`));
  const url = `${plain === undefined ? `https://${seal.domain}` : `http://${plain}`}${WELL_KNOWN_SEALS}`;
  const headers = { ...HEADERS, accept: 'application/json' };
  const result = await guardedRequest({ url, headers, timeoutMs: FIVE_SECONDS_MS, maxBytes: 65_536, allowedHosts });
  if (!result.ok || result.answer.status !== 200) return 'silent';
  return readLinkBack(jsonOf(result.answer.body), { verifyUrl: `${publicUrl}/verify/${seal.id}`, domain: seal.domain });
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
