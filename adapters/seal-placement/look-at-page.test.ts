import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { snippetsFor } from '../../api/seals-display/snippets.js';
import type { ShownSeal } from '../../domain/seals/display.js';
import { askLinkBack, lookAtPage } from './look-at-page.js';

// A member's website on a real server, looked at as the page "is it right on my page?" does.

const ORIGIN = 'http://seals.example';
const INTEGRITY = 'sha384-abc';
const seal: ShownSeal = {
  id: '0190c0de-0000-7000-8000-000000000001',
  kind: 'website',
  status: 'active',
  domain: 'localhost',
  allowsWww: true,
  allowsSubdomains: false,
  validFrom: new Date(0),
  validUntil: new Date('2099-01-01'),
  memberName: 'North Pier Ltd',
  language: 'en',
  issuer: { slug: 'guild', name: 'The Guild', colour: '#1d4f73', markSvg: null, language: 'en' },
};
const other = '0190c0de-0000-7000-8000-000000000002';
const code = (recipe: string, id = seal.id) =>
  snippetsFor(
    { id },
    { origin: ORIGIN, language: 'en', name: 'Seal', component: { file: 'rightsdesk-seal-1.js', integrity: INTEGRITY } },
  ).find((one) => one.recipe === recipe)?.code ?? '';
const page = (body: string) => `<!doctype html><html><body>${body}</body></html>`;

type Answer = (req: IncomingMessage, res: ServerResponse) => void;
const html =
  (body: string, headers: Record<string, string> = {}): Answer =>
  (_req, res) =>
    res.writeHead(200, { 'content-type': 'text/html', ...headers }).end(page(body));
const redirect =
  (to: string): Answer =>
  (_req, res) =>
    res.writeHead(302, { location: to }).end();

const website: Record<string, Answer> = {
  '/image': html(code('image')),
  '/frame': html(code('frame')),
  '/component': html(code('component')),
  '/none': html('Welcome'),
  '/other': html(code('image', other)),
  '/bare': html(`<img src="${ORIGIN}/seals/${seal.id}/badge.svg">`),
  '/changed': html(code('component').replace(INTEGRITY, 'sha384-other')),
  '/policy': html(code('image'), { 'content-security-policy': "img-src 'self'" }),
  '/moved': redirect('/image'),
  '/away': redirect('https://elsewhere.example/'),
  '/round': redirect('/round'),
  '/failing': (_req, res) => res.writeHead(500).end(),
  '/huge': (_req, res) => res.writeHead(200, { 'content-type': 'text/html' }).end('x'.repeat(600_000)),
};
let server: Server;
let base: string;
let file: string | undefined;
const asked: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer((req, res) => {
    asked.push(req);
    if (req.url === '/.well-known/seals.json') {
      if (file === undefined) return void res.writeHead(404).end();
      return void res.writeHead(200, { 'content-type': 'application/json' }).end(file);
    }
    const answer = website[req.url ?? ''];
    if (answer === undefined) res.writeHead(404).end();
    else answer(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  base = `localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const deps = () => ({ allowedHosts: [base], publicUrl: ORIGIN, integrity: INTEGRITY });
const look = async (path: string) => {
  const found = await lookAtPage(seal, `http://${base}${path}`, deps());
  return [found?.found, found?.problems];
};

describe('a page of the member', () => {
  it.each([
    ['/image', ['image'], []],
    ['/frame', ['frame'], []],
    ['/component', ['component'], []],
    ['/moved', ['image'], []],
    ['/none', [], ['NOT_FOUND_ON_PAGE']],
    ['/other', [], ['OTHER_SEAL']],
    ['/bare', ['image'], ['IMAGE_WITHOUT_CROSSORIGIN', 'IMAGE_WITHOUT_LINK']],
    ['/changed', ['component'], ['COMPONENT_OTHER_INTEGRITY']],
    ['/policy', ['image'], ['CSP_FORBIDS_IMAGE']],
    ['/away', [], ['PAGE_REDIRECTS']],
    ['/round', [], ['PAGE_REDIRECTS']],
    ['/failing', [], ['PAGE_FAILED']],
    ['/missing', [], ['PAGE_FAILED']],
    ['/huge', [], ['PAGE_UNREACHABLE']],
  ])('%s: %p %p', async (path, found, problems) => {
    expect(await look(path)).toEqual([found, problems]);
  });

  it('is asked for without anything about who wants to know, and only on the seal’s own website', async () => {
    await look('/image');
    expect(asked.at(-1)?.headers).toMatchObject({ 'user-agent': 'Rightsdesk-Seal-Check/1', accept: 'text/html' });
    expect(asked.at(-1)?.headers.cookie ?? asked.at(-1)?.headers.referer).toBeUndefined();
    const before = asked.length;
    for (const address of [
      'http://127.0.0.1/',
      'https://elsewhere.example/',
      'file:///etc/passwd',
      'x y',
      `http://localhost.evil.example/`,
    ])
      expect([address, await lookAtPage(seal, address, deps())]).toEqual([address, undefined]);
    expect(asked).toHaveLength(before);
  });

  it('without TLS is refused where nobody allowed the host', async () => {
    const found = await lookAtPage(seal, `http://${base}/image`, { ...deps(), allowedHosts: [] });
    expect(found?.problems).toEqual(['NOT_HTTPS']);
  });
});

describe('the two-way link', () => {
  it.each([
    [undefined, 'silent'],
    ['{', 'unreadable'],
    ['{"seals":{}}', 'unreadable'],
    [JSON.stringify({ seals: [{ id: `${ORIGIN}/verify/${other}` }] }), 'differs'],
    [JSON.stringify({ seals: [{ id: `${ORIGIN}/verify/${seal.id}`, domain: 'elsewhere.example' }] }), 'differs'],
    [JSON.stringify({ seals: [{ id: `${ORIGIN}/verify/${seal.id}` }] }), 'agrees'],
    [JSON.stringify({ seals: [null, 5, { id: `${ORIGIN}/verify/${seal.id}`, domain: 'localhost' }] }), 'agrees'],
  ])('%p is %s', async (content, expected) => {
    file = content;
    expect(await askLinkBack(seal, deps())).toBe(expected);
  });
});
