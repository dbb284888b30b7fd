import { describe, expect, it } from '@jest/globals';
import { ROLES } from '../../domain/request/types.js';
import { maySeeMemberPages } from './member.js';

const OWN = { issuerSlug: 'guild', memberId: '019a0000-0000-7000-8000-000000000001' };

describe('who sees the pages of a member', () => {
  it('an account of role member that belongs to one', () => expect(maySeeMemberPages({ role: 'member', ...OWN })).toBe(true));

  it.each(ROLES.filter((role) => role !== 'member'))('not %s, whatever stands in its account', (role) =>
    expect(maySeeMemberPages({ role, ...OWN })).toBe(false),
  );

  it('nobody without a member or its issuer, and nobody who is not signed in', () => {
    expect(maySeeMemberPages({ role: 'member', issuerSlug: 'guild' })).toBe(false);
    expect(maySeeMemberPages({ role: 'member', memberId: OWN.memberId })).toBe(false);
    expect(maySeeMemberPages(undefined)).toBe(false);
  });
});
