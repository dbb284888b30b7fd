// Ask for a copy of what is held about somebody, and ask again with the same key: it is one request.
//   RIGHTSDESK_URL=http://127.0.0.1:3000 node --import tsx client/examples/file-a-request.ts
import { randomUUID } from 'node:crypto';
import { dataOf, openRightsdesk } from '../index.js';
import { placeOf } from './place.js';

const rightsdesk = openRightsdesk(placeOf());
const params = { header: { 'Idempotency-Key': randomUUID() } };
const body = {
  right: 'access' as const,
  requester: { name: 'Mara Lindqvist', email: 'mara.lindqvist@post.example' },
  details: 'Everything you hold about me, and where you have it from.',
};
const filed = dataOf(await rightsdesk.POST('/api/v1/requests', { params, body }));
const again = dataOf(await rightsdesk.POST('/api/v1/requests', { params, body }));
console.log(JSON.stringify({ reference: filed.reference, dueOn: filed.dueOn, isSame: filed.reference === again.reference }));
