import type { ShownSeal } from '../../domain/seals/display.js';
import { type Expected, isOwnPage, judgePage, type LinkBack, type PlacementFindings, readLinkBack } from '../../domain/seals/placement.js';
import { fetchLinkFile } from '../domains/link-file.js';
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
 * elsewhere: undefined for any other. One redirect within them is followed.
 */
export async function lookAtPage(seal: ShownSeal, address: string, deps: PlacementDeps): Promise<PlacementFindings | undefined> {
  const page = ownPage(seal, address);
  if (page === undefined) return undefined;
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

const policiesOf = ({ headers }: OutboundAnswer): string[] =>
  (headers['content-security-policy'] ?? '').split(',').filter((policy) => policy.trim() !== '');

type Fetched = { answer: OutboundAnswer; at: URL } | { problem: PlacementFindings };

async function fetchPage(seal: ShownSeal, page: URL, { allowedHosts }: PlacementDeps): Promise<Fetched> {
  const failed = (problem: PlacementFindings['problems'][number], more: object = {}): Fetched => ({
    problem: { page: page.href, found: [], problems: [problem], ...more },
  });
  if (page.protocol === 'http:' && !allowedHosts.includes(page.host)) return failed('NOT_HTTPS');
  let at = page;
  for (const isLast of [false, true]) {
    const result = await guardedRequest({
      url: at.href,
      headers: HEADERS,
      timeoutMs: FIVE_SECONDS_MS,
      maxBytes: HALF_A_MEGABYTE,
      allowedHosts,
    });
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
  const found = await fetchLinkFile(seal.domain, allowedHosts);
  return found === undefined ? 'silent' : readLinkBack(found.file, { verifyUrl: `${publicUrl}/verify/${seal.id}`, domain: seal.domain });
}
