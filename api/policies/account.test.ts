import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '../../domain/request/types.js';
import { accountsOf, isLookedAfter } from './account.js';

const MEMBER = '019a0000-0000-7000-8000-000000000001';
const OTHER = '019a0000-0000-7000-8000-000000000002';
const WHO = {
  operator: { role: 'operator', mayInvite: true },
  dpo: { role: 'dpo', mayInvite: true },
  staff: { role: 'staff', mayInvite: true },
  auditor: { role: 'auditor', mayInvite: true },
  issuer: { role: 'issuer', issuerSlug: 'guild', mayInvite: true },
  member: { role: 'member', issuerSlug: 'guild', memberId: MEMBER, mayInvite: true },
} as const;

const belonging = (role: Role, issuerSlug = 'guild', memberId = MEMBER) => ({
  role,
  ...(role === 'issuer' || role === 'member' ? { issuerSlug } : {}),
  ...(role === 'member' ? { memberId } : {}),
});
const may = (who: keyof typeof WHO, account: Parameters<typeof isLookedAfter>[1]): boolean => {
  const looked = accountsOf(WHO[who]);
  return looked !== undefined && isLookedAfter(looked, account);
};

describe('who looks after whose account', () => {
  it.each([
    ['operator', ['staff', 'dpo', 'auditor', 'operator', 'issuer']],
    ['dpo', ['staff', 'dpo', 'auditor']],
    ['staff', []],
    ['auditor', []],
    ['issuer', ['issuer', 'member']],
    ['member', ['member']],
  ] as const)('%s: %j', (who, roles) =>
    expect(ROLES.filter((role) => may(who, belonging(role)))).toEqual(ROLES.filter((role) => (roles as readonly Role[]).includes(role))),
  );

  it('an issuer nobody of another issuer', () => {
    expect(may('issuer', belonging('issuer', 'institute'))).toBe(false);
    expect(may('issuer', belonging('member', 'institute'))).toBe(false);
  });

  it('a member nobody of another member, and no reviewer of its issuer', () => {
    expect(may('member', belonging('member', 'guild', OTHER))).toBe(false);
    expect(may('member', belonging('issuer'))).toBe(false);
  });

  it('nobody who may not invite, who belongs nowhere, or who is not signed in', () => {
    expect(accountsOf({ ...WHO.issuer, mayInvite: false })).toBeUndefined();
    expect(accountsOf({ role: 'issuer', mayInvite: true })).toBeUndefined();
    expect(accountsOf({ role: 'member', issuerSlug: 'guild', mayInvite: true })).toBeUndefined();
    expect(accountsOf(undefined)).toBeUndefined();
  });
});
