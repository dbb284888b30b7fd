import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IS_LONG_RUN } from '../support/long-run.js';
import { openSealPages, type SealPages } from '../support/seal-pages.js';

/** RIGHTSDESK_FUZZ_SEALS asks for another number. */
const ROUNDS = Number(process.env.RIGHTSDESK_FUZZ_SEALS ?? (IS_LONG_RUN ? 20_000 : 300));
const AT_ONCE = 8;
const MOST_MS = 1_000;
const SEED = Number(process.env.RIGHTSDESK_FUZZ_SEED ?? 20_261_129);

let world: SealPages;
let token: string;
const whole: Record<string, Buffer> = {};
const strangers = new Set<string>();

/** Every connection that is opened while this runs, by where it leads. */
const onSocket = (message: unknown) => {
  const { socket } = message as { socket: Socket }; // the channel's own message
  socket.once('connect', () => {
    const { remoteAddress = 'a file' } = socket;
    if (!/^(127\.|::1$|::ffff:127\.|a file)/.test(remoteAddress)) strangers.add(remoteAddress);
  });
};

beforeAll(async () => {
  world = await openSealPages();
  await world.door.publish();
  token = await world.door.people.accounts.createToken('issuer', 'guild');
  const at = async (path: string) => Buffer.from(await (await fetch(`${world.base}/seals/${world.seals.own}/${path}`)).arrayBuffer());
  for (const file of ['badge.png', 'baked.svg', 'certificate.pdf', 'credential.jwt', 'credential.json', 'openbadge.json'])
    whole[file] = await at(file);
  subscribe('net.client.socket', onSocket);
}, 120_000);
afterAll(async () => {
  unsubscribe('net.client.socket', onSocket);
  await world.close();
});

/** Numbers that come the same for the same seed (mulberry32). */
function randomFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
type Random = ReturnType<typeof randomFrom>;

/** Pieces that mean something to whoever reads such files. */
const WORDS = [
  '"issuer":"did:web:evil.example"',
  '"issuer":"did:web:169.254.169.254"',
  '"id":"http://127.0.0.1:1/"',
  'did:key:z6Mkhack',
  '"alg":"none"',
  '"crit":["x"]',
  '{"@context":["https://www.w3.org/ns/credentials/v2"]}',
  '<!ENTITY x SYSTEM "file:///etc/passwd">',
  '<openbadges:credential verify="eyJhbGciOiJub25lIn0.e30.">',
  '<![CDATA[',
  ']]>',
  'IHDR',
  'iTXtopenbadgecredential\0\0\0\0\0',
  '/EmbeddedFile',
  'stream\r\n',
  'endobj',
  '\u0000',
  '\ud800',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
  '1e999',
  '__proto__',
  'uH4sIAAAAAAAAA_',
];

function mutate(file: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(file);
  for (let times = 1 + random(5); times > 0; times -= 1) {
    const at = random(bytes.length + 1);
    const what = random(6);
    if (what === 0 && bytes.length > 0) bytes[at % bytes.length] = random(256);
    else if (what === 1) bytes = bytes.subarray(0, at);
    else if (what === 2) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(WORDS[random(WORDS.length)] ?? ''), bytes.subarray(at)]);
    else if (what === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(400))]);
    else if (what === 4)
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(random(at + 1), at), bytes.subarray(at)]).subarray(0, 900_000);
    else if (bytes.length > 4) bytes.writeUInt32BE(random(2) * 0xffff_ffff, at % (bytes.length - 3));
  }
  return bytes;
}

/** A JSON value of the credential replaced by another, so that it still parses. */
function mutateJson(text: string, random: Random): string {
  const odd = [
    null,
    true,
    -1,
    1e308,
    [],
    {},
    '',
    'x'.repeat(9_000),
    ['https://evil.example/c'],
    { id: 'did:web:evil.example:a' },
    '2026-02-30T00:00:00Z',
    'z6Mk',
  ];
  let left = 1 + random(3);
  return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
    left > 0 && random(12) === 0 && left-- > 0 ? odd[random(odd.length)] : value,
  );
}

interface Sent {
  path: string;
  method: string;
  type: string;
  body: Buffer | string;
}

function requestFor(random: Random): Sent {
  const names = Object.keys(whole);
  const name = names[random(names.length)] ?? '';
  const file = whole[name] ?? Buffer.alloc(0);
  const verify = { path: '/api/v1/verifications', method: 'POST' };
  const json = 'application/json';
  switch (random(6)) {
    case 0: // a credential in JSON
      return {
        ...verify,
        type: json,
        body: JSON.stringify({ credential: JSON.parse(mutateJson((whole['credential.json'] ?? '{}').toString(), random)) }),
      };
    case 1: // a JWT
      return {
        ...verify,
        type: json,
        body: JSON.stringify({ credential: mutate(whole['credential.jwt'] ?? file, random).toString('latin1') }),
      };
    case 2: // a logo, a mark
      return {
        path: '/api/v1/issuer',
        method: 'PATCH',
        type: json,
        body: JSON.stringify({ logo: mutate(whole[random(2) ? 'badge.png' : 'baked.svg'] ?? file, random).toString('base64') }),
      };
    case 3:
      return {
        path: '/api/v1/issuer',
        method: 'PATCH',
        type: json,
        body: JSON.stringify({
          markSvg: mutate(whole['baked.svg'] ?? file, random)
            .toString('utf8')
            .slice(0, 60_000),
        }),
      };
    default: // a file as it is
      return { ...verify, type: 'application/octet-stream', body: mutate(file, random) };
  }
}

async function send({ path, method, type, body }: Sent): Promise<{ status: number; ms: number }> {
  const startedAt = performance.now();
  const headers = { 'content-type': type, authorization: `Bearer ${token}` };
  const answer = await fetch(`${world.base}${path}`, { method, headers, body: typeof body === 'string' ? body : new Uint8Array(body) });
  await answer.arrayBuffer();
  return { status: answer.status, ms: performance.now() - startedAt };
}

describe('fuzzed credentials, images and files', () => {
  it(
    `${ROUNDS} of them: no answer of 500 and above, none after a second, and nobody outside is asked`,
    async () => {
      const random = randomFrom(SEED);
      const bad: string[] = [];
      const statuses = new Map<number, number>();
      let [slowest, limited] = [0, 0];
      for (let done = 0; done < ROUNDS; done += AT_ONCE) {
        const batch = Array.from({ length: AT_ONCE }, () => requestFor(random));
        const answers = await Promise.all(batch.map(send));
        for (const [n, { status, ms }] of answers.entries()) {
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status === 429) limited += 1;
          const one = batch[n];
          // What was slow among others has to be quick alone: the machine is shared.
          const alone = one !== undefined && ms > MOST_MS ? (await send(one)).ms : ms;
          slowest = Math.max(slowest, alone);
          if (status >= 500 || alone > MOST_MS)
            bad.push(`${status} after ${alone.toFixed(0)} ms: ${one?.path} ${one?.body.toString('base64').slice(0, 200)}`);
        }
        if (answers.some(({ status }) => status === 429)) await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
      process.stdout.write(
        `fuzzed ${ROUNDS}, slowest ${slowest.toFixed(0)} ms with ${AT_ONCE} at once, ${limited} limited, ${JSON.stringify([...statuses])}\n`,
      );
      expect(bad).toEqual([]);
      expect([...strangers]).toEqual([]);
      expect(world.door.faults).toEqual([]);
      expect(ROUNDS - limited).toBeGreaterThan(ROUNDS / 2);
    },
    Math.max(60_000, ROUNDS * 60),
  );
});
