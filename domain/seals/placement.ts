import { type Coverage, coversHost } from './coverage.js';
import { withoutComments } from './markup.js';

/** How a seal can stand on a page. */
export const RECIPES = ['image', 'frame', 'component'] as const;
export type Recipe = (typeof RECIPES)[number];

/** What may be wrong with a page. */
export const PLACEMENT_PROBLEMS = [
  'NOT_HTTPS',
  'NOT_FOUND_ON_PAGE',
  'OTHER_SEAL',
  'IMAGE_WITHOUT_CROSSORIGIN',
  'IMAGE_WITH_CREDENTIALS',
  'IMAGE_WITHOUT_LINK',
  'FRAME_WITHOUT_TITLE',
  'FRAME_SANDBOX_NO_POPUPS',
  'COMPONENT_WITHOUT_SCRIPT',
  'COMPONENT_WITHOUT_INTEGRITY',
  'COMPONENT_OTHER_INTEGRITY',
  'CSP_FORBIDS_IMAGE',
  'CSP_FORBIDS_FRAME',
  'CSP_FORBIDS_SCRIPT',
  'CSP_FORBIDS_CONNECT',
  'PAGE_UNREACHABLE',
  'PAGE_REDIRECTS',
  'PAGE_FAILED',
] as const;
export type PlacementProblem = (typeof PLACEMENT_PROBLEMS)[number];

/** What was found on a page. It is right where a seal was found and nothing is wrong. */
export interface PlacementFindings {
  page: string;
  found: readonly Recipe[];
  problems: readonly PlacementProblem[];
  /** Where the page leads elsewhere. */
  redirectsTo?: string;
}

interface Tag {
  name: string;
  attributes: ReadonlyMap<string, string>;
  isInLink: boolean;
}

/** What a page is judged against. */
export interface Expected {
  sealId: string;
  /** The origin of this service. */
  origin: string;
  integrity: string;
}

const TAGS = /<(\/?)(a|img|iframe|script|rightsdesk-seal|meta)\b((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi;

/** The tags that matter, in order, with the links they stand in. Scripts may add others; those are not seen from here. */
function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  let isInLink = false;
  for (const match of withoutComments(html).matchAll(TAGS)) {
    const name = (match[2] ?? '').toLowerCase();
    if (name === 'a') isInLink = match[1] !== '/';
    else if (match[1] !== '/' && name !== '') tags.push({ name, attributes: attributesOf(match[3] ?? ''), isInLink });
  }
  return tags;
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(/([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, (double ?? single ?? bare ?? '').replaceAll('&amp;', '&').trim());
  }
  return found;
}

const SEAL_PATH = /\/seals\/([0-9a-f-]{36})\/(badge\.svg|badge\.png|embed)/i;

/** Reads a page as it came over the wire. */
export function judgePage(html: string, csp: readonly string[], expected: Expected): Pick<PlacementFindings, 'found' | 'problems'> {
  const tags = tagsOf(html);
  const found = new Set<Recipe>();
  const problems = new Set<PlacementProblem>();
  for (const tag of tags) judgeTag(tag, tags, expected, found, problems);
  if (found.size === 0 && !problems.has('OTHER_SEAL')) problems.add('NOT_FOUND_ON_PAGE');
  const metas = tags.filter(({ name, attributes }) => name === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy');
  const policies = [...csp, ...metas.map(({ attributes }) => attributes.get('content') ?? '')].map(readPolicy);
  for (const recipe of found) for (const [problem, directives] of CSP_NEEDS[recipe]) if (policies.some((policy) => !allows(policy, directives, expected.origin))) problems.add(problem);
  return { found: [...found], problems: [...problems] };
}

function judgeTag(tag: Tag, tags: readonly Tag[], { sealId, origin, integrity }: Expected, found: Set<Recipe>, problems: Set<PlacementProblem>): void {
  const { attributes } = tag;
  if (tag.name === 'rightsdesk-seal') {
    if (attributes.get('seal')?.toLowerCase() !== sealId) return void problems.add('OTHER_SEAL');
    found.add('component');
    const ours = tags.find(({ name, attributes: given }) => name === 'script' && given.get('src')?.startsWith(`${origin}/seals/component/`));
    if (ours === undefined) return void problems.add('COMPONENT_WITHOUT_SCRIPT');
    const given = ours.attributes.get('integrity');
    if (given === undefined) problems.add('COMPONENT_WITHOUT_INTEGRITY');
    else if (given !== integrity) problems.add('COMPONENT_OTHER_INTEGRITY');
    return;
  }
  const source = attributes.get('src') ?? '';
  const [, id] = SEAL_PATH.exec(source) ?? [];
  if (id === undefined || !source.startsWith(`${origin}/`)) return;
  if (id.toLowerCase() !== sealId) return void problems.add('OTHER_SEAL');
  if (tag.name === 'img') judgeImage(tag, found, problems);
  if (tag.name === 'iframe') judgeFrame(tag, found, problems);
}

function judgeImage({ attributes, isInLink }: Tag, found: Set<Recipe>, problems: Set<PlacementProblem>): void {
  found.add('image');
  const mode = attributes.get('crossorigin')?.toLowerCase();
  if (mode === undefined) problems.add('IMAGE_WITHOUT_CROSSORIGIN');
  else if (mode === 'use-credentials') problems.add('IMAGE_WITH_CREDENTIALS');
  if (!isInLink) problems.add('IMAGE_WITHOUT_LINK');
}

function judgeFrame({ attributes }: Tag, found: Set<Recipe>, problems: Set<PlacementProblem>): void {
  found.add('frame');
  if ((attributes.get('title') ?? '') === '') problems.add('FRAME_WITHOUT_TITLE');
  const sandbox = attributes.get('sandbox')?.toLowerCase();
  if (sandbox !== undefined && !sandbox.split(/\s+/).includes('allow-popups')) problems.add('FRAME_SANDBOX_NO_POPUPS');
}

type Policy = ReadonlyMap<string, readonly string[]>;

/** What each recipe needs of a page's own policy; the first directive that is given decides (CSP Level 3, fallback lists). */
const CSP_NEEDS: Record<Recipe, readonly (readonly [PlacementProblem, readonly string[]])[]> = {
  image: [['CSP_FORBIDS_IMAGE', ['img-src', 'default-src']]],
  frame: [['CSP_FORBIDS_FRAME', ['frame-src', 'child-src', 'default-src']]],
  component: [
    ['CSP_FORBIDS_SCRIPT', ['script-src-elem', 'script-src', 'default-src']],
    ['CSP_FORBIDS_CONNECT', ['connect-src', 'default-src']],
    ['CSP_FORBIDS_IMAGE', ['img-src', 'default-src']],
  ],
};

function readPolicy(text: string): Policy {
  const policy = new Map<string, readonly string[]>();
  for (const directive of text.split(';')) {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    if (name !== '' && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources);
  }
  return policy;
}

/** Whether a policy lets the page use our origin. A source with a path or a nonce is not followed further: it counts as no. */
function allows(policy: Policy, directives: readonly string[], origin: string): boolean {
  const name = directives.find((directive) => policy.has(directive));
  if (name === undefined) return true;
  const [scheme = '', host = ''] = origin.split('://');
  return (policy.get(name) ?? []).some((source) => {
    const wanted = source.toLowerCase();
    if (wanted === '*' || wanted === `${scheme}:` || wanted === origin || wanted === host || wanted.startsWith(`${origin}/`)) return true;
    const below = /^(?:(https?):\/\/)?\*\.(.+)$/.exec(wanted);
    return below !== null && (below[1] === undefined || below[1] === scheme) && host.endsWith(`.${below[2]}`);
  });
}

/** Whether a page may be looked at for a seal: only those of its own websites, so that nobody sends us elsewhere. */
export function isOwnPage(coverage: Coverage, page: { protocol: string; hostname: string }): boolean {
  return (page.protocol === 'https:' || page.protocol === 'http:') && coversHost(coverage, page.hostname);
}

/** What the member's own website says of the seal: `agrees`, `silent` (no file), `differs` (a file without this seal), `unreadable`. */
export type LinkBack = 'agrees' | 'silent' | 'differs' | 'unreadable';

/** Where a member names its seals. */
export const WELL_KNOWN_SEALS = '/.well-known/seals.json';

/**
 * Reads `/.well-known/seals.json`: `{"seals": [{"id": "https://…/verify/ID", "domain": "member.example"}]}`. A domain that is left out is
 * that of the file. Both sides agree where one entry names the seal's own address and no other domain.
 */
export function readLinkBack(file: unknown, seal: { verifyUrl: string; domain: string }): LinkBack {
  const entries: unknown = typeof file === 'object' && file !== null && 'seals' in file ? file.seals : undefined;
  if (!Array.isArray(entries)) return 'unreadable';
  const names = entries.some((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('id' in entry) || entry.id !== seal.verifyUrl) return false;
    return !('domain' in entry) || entry.domain === seal.domain;
  });
  return names ? 'agrees' : 'differs';
}
