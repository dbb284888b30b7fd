import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { uuidv7 } from 'uuidv7';
import { composeFoundation, type Foundation } from '../../../bin/compose.js';
import { readPartEnvironment } from '../../../env.js';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js';
import { SHARED_FOLDER } from '../../../tests/support/shared-folder.js';
import { loadOrMakeSecrets } from '../../embedded/secrets.js';
import { fileRequest } from '../requests/intake.js';
import { readCase } from '../requests/steps/read-case.js';
import { deliverNotices } from './deliver-notices.js';
import { confirmNotice, openNotice, recipientNotices, redeliverNotice } from './notice-desk.js';
import { addRecipient, listRecipients } from './recipients.js';
import { tellRecipients, toldRecipients } from './tell-recipients.js';

const HOUR_MS = 3_600_000;
const STAFF = { id: 'test-staff', role: 'staff' } as const;

describe('telling recipients (GDPR Art. 19)', () => {
  let database: TestDatabase;
  let foundation: Foundation;
  let server: Server;
  let host: string;
  let answer = 204;
  const posts: { headers: IncomingHttpHeaders; body: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        posts.push({ headers: request.headers, body });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    database = await createTestDatabase();
    const secrets = loadOrMakeSecrets(SHARED_FOLDER);
    const env = { ...secrets, DATABASE_URL: database.url, KEYS_DATABASE_URL: database.keysUrl, TEMPORAL_ADDRESS: 'none:1' };
    foundation = composeFoundation(readPartEnvironment({ ...env, OUTBOUND_ALLOWED_HOSTS: `other.example:1, ${host}` }));
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await foundation.close();
    await database.drop();
  });

  async function caseWithRecipients(...names: string[]) {
    const input = {
      rights: ['rectification'],
      requester: { name: 'Nora Quill', email: `nora-${uuidv7()}@post.example` },
      channel: 'api',
      language: 'en',
    } as const;
    const { ids, reference, subjectId } = await fileRequest(foundation, input, { id: 'anyone', role: 'anyone' }, {});
    const [requestId = ''] = ids;
    for (const name of names)
      await foundation.pool.query(
        `INSERT INTO disclosure (id, subject_id, system, recipient, categories, purpose, at) VALUES ($1, $2, 'rightsdesk', $3, '{user.name}', 'confirming the membership', now())`,
        [uuidv7(), subjectId, name],
      );
    return { requestId, reference };
  }

  const lettersOf = async (requestId: string) =>
    (
      await foundation.pool.query<{ code: string; audience: string }>(
        'SELECT code, audience FROM letter WHERE request_id = $1 ORDER BY id',
        [requestId],
      )
    ).rows;

  it('tells each once: by mail with a receipt, by webhook, or as a task where no address is known', async () => {
    await addRecipient(foundation, { name: 'Harrow Parcel Service Ltd', email: 'privacy@harrow.example' });
    const { secret } = await addRecipient(foundation, { name: 'Quay Analytics', webhookUrl: `http://${host}/hook` });
    const { requestId } = await caseWithRecipients('Harrow Parcel Service Ltd', 'Quay Analytics', 'Unknown Bank');
    const now = new Date();
    await tellRecipients(foundation, requestId, 'rectified', now);
    await tellRecipients(foundation, requestId, 'rectified', now);
    expect((await lettersOf(requestId)).map(({ code }) => code).sort()).toEqual(['RECIPIENT_NOTICE', 'STAFF_TASK']);
    expect((await readCase(foundation, requestId)).nextNoticeAtMs).toBe(now.getTime());
    await deliverNotices(foundation, requestId, now);
    await deliverNotices(foundation, requestId, now);
    expect(posts).toHaveLength(1);
    const [post] = posts;
    if (post === undefined || secret === null) throw new Error('nothing was posted');
    expect(new Webhook(secret).verify(post.body, post.headers as Record<string, string>)).toMatchObject({ type: 'recipient.rectified' });
    const notices = await recipientNotices(foundation.pool, requestId);
    expect(notices.map(({ recipient, status, problem }) => [recipient, status, problem])).toEqual([
      ['Harrow Parcel Service Ltd', 'queued', null],
      ['Quay Analytics', 'confirmed', null],
      ['Unknown Bank', 'not-told', 'NO_ADDRESS'],
    ]);
    expect(await toldRecipients(foundation.pool, requestId)).toEqual(['Harrow Parcel Service Ltd', 'Quay Analytics']);
    expect((await readCase(foundation, requestId)).nextNoticeAtMs).toBeNull();
  });

  it('takes the receipt of a mailed notice only with its key, once', async () => {
    const { requestId } = await caseWithRecipients('Harrow Parcel Service Ltd');
    await tellRecipients(foundation, requestId, 'erased', new Date());
    const [notice] = await recipientNotices(foundation.pool, requestId);
    const id = notice?.id ?? '';
    const key = foundation.vault.statusKey(id);
    expect(await openNotice(foundation, id, 'wrong')).toBeUndefined();
    expect(await confirmNotice(foundation, id, 'wrong')).toBe(false);
    expect(await openNotice(foundation, id, key)).toMatchObject({
      recipient: 'Harrow Parcel Service Ltd',
      act: 'erased',
      isConfirmed: false,
    });
    expect(await confirmNotice(foundation, id, key)).toBe(true);
    expect(await confirmNotice(foundation, id, key)).toBe(true);
    const { rows } = await foundation.pool.query(`SELECT data FROM evidence WHERE request_id = $1 AND event = 'recipient-told'`, [
      requestId,
    ]);
    expect(rows).toEqual([{ data: { noticeId: id, channel: 'mail', result: 'confirmed' } }]);
  });

  it('tries a webhook for days, then asks a person, and sends it again when told to, under the same id', async () => {
    const { requestId, reference } = await caseWithRecipients('Quay Analytics');
    posts.length = 0;
    answer = 500;
    let at = Date.now();
    await tellRecipients(foundation, requestId, 'restricted', new Date(at));
    for (let tries = 0; tries < 20; tries += 1) {
      const { nextNoticeAtMs } = await readCase(foundation, requestId);
      if (nextNoticeAtMs === null) break;
      at = nextNoticeAtMs;
      await deliverNotices(foundation, requestId, new Date(at));
    }
    expect(at - Date.now()).toBeGreaterThan(4 * 24 * HOUR_MS);
    expect(at - Date.now()).toBeLessThan(6 * 24 * HOUR_MS);
    const [failed] = await recipientNotices(foundation.pool, requestId);
    expect(failed).toMatchObject({ status: 'failed', problem: 'HTTP_500', attempts: posts.length });
    expect((await lettersOf(requestId)).map(({ code }) => code)).toEqual(['STAFF_TASK']);
    answer = 200;
    await redeliverNotice(foundation, reference, failed?.id ?? '', STAFF);
    await deliverNotices(foundation, requestId, new Date());
    expect((await recipientNotices(foundation.pool, requestId))[0]).toMatchObject({ status: 'confirmed', problem: null });
    expect(new Set(posts.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([failed?.id]));
  });

  it('refuses a recipient that could not be told', async () => {
    await expect(addRecipient(foundation, { name: 'A' })).rejects.toMatchObject({ code: 'RECIPIENT_INVALID' });
    await expect(addRecipient(foundation, { name: ' ', email: 'a@b.example' })).rejects.toMatchObject({ code: 'RECIPIENT_INVALID' });
    await expect(addRecipient(foundation, { name: 'A', webhookUrl: 'http://plain.example/' })).rejects.toMatchObject({
      code: 'RECIPIENT_INVALID',
    });
    expect((await listRecipients(foundation.pool)).map(({ name }) => name)).toEqual(['Harrow Parcel Service Ltd', 'Quay Analytics']);
  });
});
