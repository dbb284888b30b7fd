// File a letter that came by post and take it to its answer: identity, decision, release, download.
//   STAFF_TOKEN=… node --import tsx client/examples/work-a-case.ts
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataOf, openRightsdesk } from '../index.js';
import { placeOf } from './place.js';

const place = placeOf('STAFF_TOKEN');
const rightsdesk = openRightsdesk(place);
const { reference } = dataOf(
  await rightsdesk.POST('/api/v1/requests', {
    body: {
      right: 'access',
      channel: 'post',
      receivedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
      requester: { name: 'Theo Brandt', email: 'theo.brandt@post.example' },
    },
  }),
);
const params = { path: { reference } };
const find = async () => dataOf(await rightsdesk.GET('/api/v1/requests/{reference}', { params }));

async function until(status: string) {
  for (let tries = 0; tries < 120; tries += 1) {
    const found = await find();
    if (found.status === status) return found;
    await sleep(500);
  }
  throw new Error(`${reference} did not reach ${status}`);
}

await until('identity');
dataOf(
  await rightsdesk.POST('/api/v1/requests/{reference}/identity', {
    params,
    body: { level: 'L2', how: 'The letter quotes the customer number.' },
  }),
);
await until('deciding');
dataOf(
  await rightsdesk.POST('/api/v1/requests/{reference}/decision', {
    params,
    body: { outcome: 'granted', reasons: 'The identity is proven and nothing stands against the copy.' },
  }),
);
await until('fulfilling');
for (let tries = 0; tries < 120 && (await find()).package === undefined; tries += 1) await sleep(500);
dataOf(await rightsdesk.POST('/api/v1/requests/{reference}/release', { params, body: {} }));
const answered = await until('answered');
const { url = '', sha256 } = answered.package ?? {};
const file = Buffer.from(await (await fetch(url, { headers: { authorization: `Bearer ${place.token}` } })).arrayBuffer());
const isWhole = createHash('sha256').update(file).digest('hex') === sha256;
console.log(JSON.stringify({ reference, outcome: answered.outcome, sizeBytes: file.length, isWhole }));
