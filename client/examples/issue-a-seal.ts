// Issue a seal to one of your members, suspend it, reinstate it, revoke it.
//   ISSUER_TOKEN=… node --import tsx client/examples/issue-a-seal.ts
import { dataOf, openRightsdesk } from '../index.js';
import { placeOf } from './place.js';

const rightsdesk = openRightsdesk(placeOf('ISSUER_TOKEN'));
const name = `Lantern Works ${Date.now().toString(36)}`;
const domain = `${name.toLowerCase().replaceAll(' ', '-')}.example`;
const member = dataOf(await rightsdesk.POST('/api/v1/members', { body: { name, domain } }));
const seal = dataOf(await rightsdesk.POST('/api/v1/seals', { body: { member: member.id, kind: 'membership-trust', domain } }));
const params = { path: { id: seal.id } };
const statuses: string[] = [seal.status];
for (const act of ['suspend', 'reinstate', 'revoke'] as const)
  statuses.push(dataOf(await rightsdesk.POST(`/api/v1/seals/{id}/${act}`, { params, body: { reason: 'An example.' } })).status);
console.log(JSON.stringify({ verifyUrl: seal.verifyUrl, statuses }));
