import { DOMAIN_STATES } from '../../domain/seals/view.js';
import { instant, type Operation, object, orNull, ref, type Schema, schemaOf } from '../openapi-parts.js';
import { memberChange, memberQuery, newDomain, newMember, newOfficer } from '../seals/schema.js';

const text = { type: 'string' };
const uuid = { type: 'string', format: 'uuid' };
const page = (item: Schema): Schema => object({ items: { type: 'array', items: item }, hasMore: { type: 'boolean' }, after: orNull(text) });

const memberDomain = object({
  domain: text,
  unicode: text,
  state: { enum: [...DOMAIN_STATES] },
  provenBy: orNull({ enum: ['dns', 'file'] }),
  provenAt: orNull(instant),
  checkedAt: orNull(instant),
  failingSince: orNull(instant),
  problem: orNull(text),
  looksLike: orNull(text),
  proof: object({ dnsName: text, dnsValue: text, fileUrl: text, fileContent: text }),
});
const member = object({
  id: uuid,
  name: text,
  registrationNumber: text,
  address: text,
  contactEmail: orNull(text),
  language: text,
  reference: orNull(text),
  endedAt: orNull(instant),
  domains: { type: 'array', items: memberDomain },
});

const officer = object({ id: uuid, name: text, position: text, email: text, phone: text });

export const MEMBER_SCHEMAS: Record<string, Schema> = { Member: member };

const members = { tag: 'Members', response: ref('Member') } as const;
const acting = [401, 403, 404, 409, 422] as const;

export const MEMBER_OPERATIONS: readonly Operation[] = [
  {
    ...members,
    method: 'get',
    path: '/api/v1/members',
    summary: 'List members with their domains.',
    query: schemaOf(memberQuery),
    response: page(ref('Member')),
    problems: [401, 403, 422],
  },
  {
    ...members,
    method: 'post',
    path: '/api/v1/members',
    summary: 'Enter a member.',
    body: schemaOf(newMember),
    status: 201,
    problems: acting,
  },
  { ...members, method: 'get', path: '/api/v1/members/{id}', summary: 'One member with its domains.', problems: [401, 403, 404] },
  {
    ...members,
    method: 'patch',
    path: '/api/v1/members/{id}',
    summary: 'Change a member.',
    body: schemaOf(memberChange),
    problems: acting,
  },
  {
    ...members,
    method: 'post',
    path: '/api/v1/members/{id}/domains',
    summary: 'Put down a domain of a member; the answer says how it is proved.',
    body: schemaOf(newDomain),
    status: 201,
    problems: acting,
  },
  {
    ...members,
    method: 'delete',
    path: '/api/v1/members/{id}/domains/{domain}',
    summary: 'Take a domain from a member; not while a seal stands on it.',
    problems: acting,
  },
  {
    ...members,
    method: 'post',
    path: '/api/v1/members/{id}/domains/{domain}/check',
    summary: 'Look for the proof of a domain now, with all that follows for its seals.',
    problems: [401, 403, 404],
  },
  {
    ...members,
    method: 'get',
    path: '/api/v1/members/{id}/officers',
    summary: 'The officers and contacts of a member.',
    response: object({ items: { type: 'array', items: officer } }),
    problems: [401, 403, 404],
  },
  {
    ...members,
    method: 'post',
    path: '/api/v1/members/{id}/officers',
    summary: 'Enter an officer of a member, known by the address.',
    body: schemaOf(newOfficer),
    response: officer,
    status: 201,
    problems: acting,
  },
  {
    ...members,
    method: 'delete',
    path: '/api/v1/members/{id}/officers/{officer}',
    summary: 'Take an officer out; the entry is deleted.',
    status: 204,
    problems: [401, 403, 404],
  },
];
