import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPortabilityDoor } from '../../adapters/db/portability/incoming-desk.js';
import { decideSender, listSenders } from '../../adapters/db/portability/senders.js';
import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import { createSealDesk } from '../../adapters/db/seals/seal-desk.js';
import { loadOrMakeSecrets } from '../../adapters/embedded/secrets.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { enclose, measure } from '../../adapters/portability/envelope.js';
import { signRequest } from '../../adapters/portability/signed-request.js';
import { openReceipt, readJwks } from '../../adapters/portability/transfer-keys.js';
import { composeFoundation, type Foundation } from '../../bin/compose.js';
import { TRANSFER_MEDIA_TYPE, type TransferHead } from '../../domain/portability/transfer.js';
import { readPartEnvironment } from '../../env.js';
import { freePortRange } from '../support/free-ports.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const PERSON = { name: 'Oriel Winterbourne', email: 'oriel.winterbourne@example.org' };
const STAFF = { id: 'test-staff', role: 'staff' } as const;
const RECEIVER = '/api/v1/portability/incoming';

interface Instance {
  url: string;
  foundation: Foundation;
  database: TestDatabase;
  desk: ReturnType<typeof createRequestDesk>;
  steps: ReturnType<typeof createCaseSteps>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const homes: string[] = [];

/** A Rightsdesk of its own: keys, databases, and the real api process; its worker's steps are called by the test. */
async function openInstance(port: number, allowed: string, name: string): Promise<Instance> {
  const home = mkdtempSync(join(tmpdir(), 'rightsdesk-two-'));
  homes.push(home);
  const database = await createTestDatabase();
  const settings = {
    ...loadOrMakeSecrets(home),
    RIGHTSDESK_HOME: home,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: database.url,
    KEYS_DATABASE_URL: database.keysUrl,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    OUTBOUND_ALLOWED_HOSTS: allowed,
    CONTROLLER: JSON.stringify({ name, address: ['1 Street'], phone: '+44 20 7946 0000', email: 'a@example.org' }),
  };
  const foundation = composeFoundation(readPartEnvironment(settings));
  const url = settings.PUBLIC_URL;
  let child: ChildProcess | undefined;
  return {
    url,
    foundation,
    database,
    desk: createRequestDesk(foundation),
    steps: createCaseSteps(foundation),
    async start() {
      const { PATH, HOME } = process.env;
      child = spawn(process.execPath, ['--import', 'tsx', 'bin/api.ts'], { env: { PATH, HOME, ...settings }, stdio: 'ignore' });
      const isUp = () =>
        fetch(`${url}/healthz`)
          .then(({ ok }) => ok)
          .catch(() => false);
      if (!(await waitUntil(isUp, 60_000))) throw new Error(`${name} did not come up`);
    },
    async stop() {
      if (child === undefined || child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
      child = undefined;
    },
  };
}

let sender: Instance;
let receiver: Instance;

beforeAll(async () => {
  const ports = await freePortRange();
  const allowed = [ports, ports + 1].flatMap((port) => [`127.0.0.1:${port}`, `localhost:${port}`]).join();
  sender = await openInstance(ports, allowed, 'Harbour Seals Ltd');
  receiver = await openInstance(ports + 1, allowed, 'Crafts Guild');
  await Promise.all([sender.start(), receiver.start()]);
}, 180_000);

afterAll(async () => {
  for (const one of [sender, receiver]) {
    await one?.stop();
    await one?.foundation.close();
    await one?.database.drop();
  }
  for (const home of homes) rmSync(home, { recursive: true, force: true });
}, 60_000);

/** A portability case with the receiver as destination, decided, its package built. */
async function decidedCase(): Promise<{ reference: string; id: string }> {
  const { reference, id } = await sender.desk.file(
    { rights: ['portability'], requester: PERSON, transferTo: `${receiver.url}/anything`, channel: 'api', language: 'en' },
    { id: 'anyone', role: 'anyone' },
  );
  const { steps } = sender;
  await steps.acknowledge(id, new Date());
  await sender.desk.act(reference, { type: 'identity', level: 'L2', how: 'known' }, STAFF);
  await steps.startSearch(id, new Date());
  await steps.searchSystem(id, 'rightsdesk', new Date());
  await steps.finishSearch(id, new Date());
  await steps.startTransfer(id, new Date());
  await sender.desk.act(reference, { type: 'decision', outcome: 'granted', reasons: 'All of it.' }, STAFF);
  await steps.buildPortable(id, new Date());
  return { reference, id };
}

const detail = async (reference: string) => {
  const found = await sender.desk.detail(reference);
  if (found === undefined) throw new Error('no such case');
  return found;
};

/** A signed request of the sender, as it would send it. */
async function signed(zip: Buffer, over: Partial<TransferHead> = {}, now = new Date()) {
  const head: TransferHead = {
    transferId: `019ab000-0000-7000-8000-${randomBytes(6).toString('hex')}`,
    source: { name: 'Harbour Seals Ltd', origin: sender.url },
    person: PERSON,
    sha256: createHash('sha256').update(zip).digest('hex'),
    sizeBytes: zip.length,
    generatedAt: now.toISOString(),
    ...over,
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of enclose(
    head,
    (async function* () {
      yield zip;
    })(),
  ))
    pieces.push(piece);
  const body = Buffer.concat(pieces);
  const measured = await measure(
    (async function* () {
      yield body;
    })(),
  );
  const url = receiver.url + RECEIVER;
  const headers = await signRequest(sender.foundation.vault, {
    url,
    origin: sender.url,
    ...measured,
    contentType: TRANSFER_MEDIA_TYPE,
    now,
  });
  return { body, headers, head };
}

async function post({
  body,
  headers,
}: {
  body: Buffer;
  headers: Record<string, string>;
}): Promise<{ status: number; code?: string; receipt?: string }> {
  const answer = await fetch(receiver.url + RECEIVER, { method: 'POST', headers, body: new Uint8Array(body) });
  return { status: answer.status, ...((await answer.json()) as { code?: string; receipt?: string }) };
}
const countIncoming = async () => Number((await receiver.foundation.pool.query('SELECT count(*) AS n FROM incoming_transfer')).rows[0].n);

describe('two instances', () => {
  it('publish how to hand over to them, and their keys', async () => {
    const document = await (await fetch(`${receiver.url}/.well-known/data-portability.json`)).json();
    expect(document).toMatchObject({ version: 1, name: 'Crafts Guild', endpoint: receiver.url + RECEIVER });
    expect(readJwks(await (await fetch(`${receiver.url}/.well-known/portability-jwks.json`)).json())).toHaveLength(1);
  });

  it('hand over once the person has confirmed and the receiver has approved the sender, and not before', async () => {
    const { reference, id } = await decidedCase();
    expect((await detail(reference)).transfer).toMatchObject({
      status: 'asked',
      organisation: 'Crafts Guild',
      host: new URL(receiver.url).host,
    });
    await sender.steps.moveTransfer(id, new Date());
    expect(await countIncoming()).toBe(0);

    expect(await sender.desk.transfers.question(reference)).toMatchObject({ organisation: 'Crafts Guild' });
    await sender.desk.transfers.answer(reference, 'confirm');
    await sender.steps.moveTransfer(id, new Date());
    expect((await detail(reference)).transfer).toMatchObject({ status: 'confirmed', problem: 'HTTP_403', attempts: 1 });
    expect(await countIncoming()).toBe(0);

    const { pool } = receiver.foundation;
    expect(await listSenders(pool)).toEqual([
      expect.objectContaining({ origin: sender.url, name: 'Harbour Seals Ltd', status: 'pending' }),
    ]);
    await decideSender(pool, { origin: sender.url, isApproved: true, by: 'me', now: new Date() });
    await sender.steps.moveTransfer(id, new Date());

    const done = await detail(reference);
    expect(done).toMatchObject({ status: 'answered', outcome: 'granted', transfer: { status: 'delivered' } });
    expect(done.timeline.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['destination-verified', 'transfer-confirmed', 'transfer-failed', 'transfer-delivered', 'released']),
    );
    const [item] = await createPortabilityDoor(receiver.foundation).incoming();
    expect(item).toMatchObject({ person: PERSON, source: 'Harbour Seals Ltd', status: 'received', sha256: done.package?.sha256 });
    const register = await sender.foundation.pool.query('SELECT recipient FROM disclosure');
    expect(register.rows).toEqual([{ recipient: `Crafts Guild (${new URL(receiver.url).host})` }]);
  }, 60_000);

  it('keep a receipt that the receiver signed, with its hash on record', async () => {
    const { rows } = await sender.foundation.pool.query(
      'SELECT subject_id, sealed_receipt, receipt_sha256, package_sha256 FROM portability_transfer WHERE status = $1',
      ['delivered'],
    );
    const receipt = await sender.foundation.vault.openText(rows[0].subject_id, rows[0].sealed_receipt, 'portabilityTransfer.sealedReceipt');
    expect(
      createHash('sha256')
        .update(receipt ?? '')
        .digest('hex'),
    ).toBe(rows[0].receipt_sha256);
    const keys = readJwks(await (await fetch(`${receiver.url}/.well-known/portability-jwks.json`)).json());
    expect(openReceipt(receipt ?? '', keys)).toMatchObject({ sha256: rows[0].package_sha256, from: sender.url, to: receiver.url });
    const others = readJwks(await (await fetch(`${sender.url}/.well-known/portability-jwks.json`)).json());
    expect(openReceipt(receipt ?? '', others)).toBeUndefined();
  });

  it('import once, although the sender dies between the receipt and its record', async () => {
    const before = await countIncoming();
    const { reference, id } = await decidedCase();
    await sender.desk.transfers.answer(reference, 'confirm');
    const { pool } = sender.foundation;
    const at = (await pool.query('SELECT * FROM portability_transfer WHERE request_id = $1', [id])).rows[0];
    await sender.steps.moveTransfer(id, new Date());
    expect(await countIncoming()).toBe(before + 1);
    // The record of before the crash.
    await pool.query('UPDATE portability_transfer SET status = $2, settled_at = NULL, receipt_sha256 = NULL WHERE id = $1', [
      at.id,
      'confirmed',
    ]);
    await sender.steps.moveTransfer(id, new Date());
    expect(await countIncoming()).toBe(before + 1);
    expect((await detail(reference)).transfer?.status).toBe('delivered');
    expect((await detail(reference)).letters.filter(({ code }) => code === 'PORTED')).toHaveLength(1);
  }, 60_000);

  it('try again when the receiver is down, and go on when it is back', async () => {
    const { reference, id } = await decidedCase();
    await sender.desk.transfers.answer(reference, 'confirm');
    await receiver.stop();
    await sender.steps.moveTransfer(id, new Date());
    expect((await detail(reference)).transfer).toMatchObject({ status: 'confirmed', problem: 'UNREACHABLE' });
    await receiver.start();
    await sender.steps.moveTransfer(id, new Date());
    expect((await detail(reference)).transfer?.status).toBe('delivered');
  }, 90_000);
});

describe('the receiving end refuses', () => {
  const zip = Buffer.from('PK a small package');

  it('nothing that is as it should be, and answers a repetition with the same receipt', async () => {
    const { head } = await signed(zip);
    const [first, again] = [await post(await signed(zip, head)), await post(await signed(zip, head))];
    expect([first.status, again.status, again.receipt]).toEqual([201, 200, first.receipt]);
    const other = Buffer.from('PK another package');
    const differs = { transferId: head.transferId };
    expect(await post(await signed(other, differs))).toMatchObject({ status: 409, code: 'TRANSFER_DIFFERS' });
  });

  it('a signature that was used before', async () => {
    const sent = await signed(zip);
    expect((await post(sent)).status).toBe(201);
    expect(await post(sent)).toMatchObject({ status: 401, code: 'NONCE_REPLAYED' });
  });

  it.each([
    ['older than five minutes', -6 * 60_000],
    ['from the future', 6 * 60_000],
  ])('a signature %s', async (_what, offsetMs) => {
    expect(await post(await signed(zip, {}, new Date(Date.now() + offsetMs)))).toMatchObject({ status: 401, code: 'SIGNATURE_NOT_FRESH' });
  });

  it('a body that was changed on the way, whole or in its headers', async () => {
    const count = await countIncoming();
    const sent = await signed(zip);
    const body = Buffer.from(sent.body);
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
    expect(await post({ ...sent, body })).toMatchObject({ status: 422, code: 'DIGEST_MISMATCH' });
    const forged = await signed(zip);
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    expect(await post({ body, headers: { ...forged.headers, 'content-digest': digest } })).toMatchObject({
      status: 401,
      code: 'SIGNATURE_INVALID',
    });
    expect(await countIncoming()).toBe(count);
  });

  it('another key than the sender publishes, no signature, and a sender that publishes nothing', async () => {
    const byReceiver = await signed(zip);
    const headers = await signRequest(receiver.foundation.vault, {
      url: receiver.url + RECEIVER,
      origin: sender.url,
      sha256: createHash('sha256').update(byReceiver.body).digest(),
      sizeBytes: byReceiver.body.length,
      contentType: TRANSFER_MEDIA_TYPE,
      now: new Date(),
    });
    expect(await post({ body: byReceiver.body, headers })).toMatchObject({ status: 401, code: 'SIGNATURE_KEY_UNKNOWN' });
    const { signature: _s, 'signature-input': _i, ...bare } = byReceiver.headers;
    expect(await post({ body: byReceiver.body, headers: bare })).toMatchObject({ status: 401, code: 'SIGNATURE_MISSING' });
    const elsewhere = await signRequest(sender.foundation.vault, {
      url: receiver.url + RECEIVER,
      origin: 'http://169.254.169.254',
      sha256: createHash('sha256').update(byReceiver.body).digest(),
      sizeBytes: byReceiver.body.length,
      contentType: TRANSFER_MEDIA_TYPE,
      now: new Date(),
    });
    expect(await post({ body: byReceiver.body, headers: elsewhere })).toMatchObject({ status: 401, code: 'SENDER_NOT_REACHABLE' });
  });

  it('a head that names another source or another hash than the ZIP has', async () => {
    const other = { source: { name: 'x', origin: 'https://other.example' } };
    expect(await post(await signed(zip, other))).toMatchObject({ status: 422, code: 'SENDER_MISMATCH' });
    expect(await post(await signed(zip, { sha256: 'a'.repeat(64) }))).toMatchObject({ status: 422, code: 'TRANSFER_MALFORMED' });
  });
});

/** What the receiver finds of something of the sender's. */
async function verifiedBy(instance: Instance, body: object): Promise<{ verdict: string; reasons: string[] }> {
  const answer = await fetch(`${instance.url}/api/v1/verifications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { verdict, reasons } = (await answer.json()) as { verdict: string; reasons: { code: string }[] };
  return { verdict, reasons: reasons.map(({ code }) => code) };
}

describe('a seal of one installation', () => {
  it('is verified by another: its did:web document and lists are fetched, by link, JWT and proof, and a revocation counts', async () => {
    await sender.foundation.pool.query(
      `INSERT INTO issuer (slug, name, website) VALUES ('guild', 'The Guild', 'https://guild.example') ON CONFLICT DO NOTHING`,
    );
    const desk = createSealDesk(sender.foundation);
    const by = { id: 'test-issuer', role: 'issuer', issuerSlug: 'guild' } as const;
    const member = await desk.members.create('guild', { name: 'North Pier Ltd', domain: 'north-pier.example' });
    const issue = async () => (await desk.issue('guild', { member: member.id, kind: 'website' }, by)).seal.id;
    const [good, revoked] = [await issue(), await issue()];
    await desk.act('revoke', { id: revoked, issuerSlug: 'guild' }, { reason: 'No member any more.' }, by);
    const form = async (id: string, accept: string) => (await fetch(`${sender.url}/verify/${id}`, { headers: { accept } })).text();
    const isListed = async () => {
      const list = await form(revoked, 'application/json');
      return list.includes('"revoked"') && (await fetch(`${sender.url}/status/guild/revocation/1`)).ok;
    };
    expect(await waitUntil(isListed, 20_000)).toBe(true);

    const jwt = await form(good, 'application/vc+jwt');
    const proved: object = JSON.parse(await form(good, 'application/vc+ld+json'));
    for (const credential of [jwt, proved])
      expect(await verifiedBy(receiver, { credential })).toEqual({
        verdict: 'valid',
        reasons: ['SIGNATURE_HOLDS', 'STATUS_CLEAR', 'WITHIN_VALIDITY'],
      });
    expect((await verifiedBy(receiver, { url: `${sender.url}/verify/${good}` })).verdict).toBe('valid');
    expect((await verifiedBy(receiver, { credential: jwt, domain: 'copy.example' })).verdict).toBe('wrong-domain');
    expect(await verifiedBy(receiver, { credential: await form(revoked, 'application/vc+jwt') })).toMatchObject({ verdict: 'revoked' });
    const forged = JSON.stringify(proved).replaceAll('North Pier', 'South Pier');
    expect(await verifiedBy(receiver, { credential: JSON.parse(forged) })).toEqual({ verdict: 'invalid', reasons: ['SIGNATURE_WRONG'] });
  }, 60_000);
});
