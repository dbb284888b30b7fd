import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../errors.js';
import { isNeverErased, requireLawfulCategories, requireSomethingToErase } from './law.js';
import type { CategoryDecision, ErasureItemView } from './view.js';

const item = (over: Partial<ErasureItemView> = {}): ErasureItemView => ({
  system: 'shop',
  collection: 'orders',
  categories: [],
  decision: 'erase',
  ground: null,
  why: null,
  until: null,
  rowCount: 2,
  deleteCount: 2,
  maskCount: 0,
  heldBack: 0,
  blocked: 0,
  byHand: null,
  deleted: 0,
  masked: 0,
  left: 0,
  remaining: null,
  ...over,
});
const kept = (over: Partial<ErasureItemView> = {}) => item({ decision: 'keep', ground: '17(3)(b)', deleteCount: 0, ...over });
const file = kept({ system: 'rightsdesk', collection: 'request', ground: '17(3)(e)' });
const organisation = kept({ system: 'rightsdesk', collection: 'member', ground: 'not-personal' });
const orders = { system: 'shop', collection: 'orders' } as const;
const keep: CategoryDecision = { ...orders, decide: 'keep', ground: '17(3)(b)', why: 'Tax.', until: '2032' };
const erase: CategoryDecision = { ...orders, decide: 'erase', ground: '17(1)(a)' };

function refused(items: ErasureItemView[], decisions: CategoryDecision[] = [], isAllKnown = true): DomainError | undefined {
  try {
    requireSomethingToErase(decisions, { items, isAllKnown });
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

describe('a grant that would erase nothing', () => {
  it.each([
    ['nothing is held', []],
    ['only the file of the requests is', [file]],
    ['only that and the records of an organisation are', [file, organisation]],
  ])('is let through where %s: its letter says so', (_what, items) => {
    expect(refused(items)).toBeUndefined();
  });

  it.each<[string, ErasureItemView[], CategoryDecision[]]>([
    ['all of it is exempt', [file, kept()], []],
    ['it was decided to keep all', [item()], [keep]],
    ['a restriction keeps it', [item({ deleteCount: 0, blocked: 2 })], []],
    ['there is nothing personal in it', [item({ deleteCount: 0 })], []],
    ['what is kept by default is restricted too', [kept({ blocked: 2 })], [erase]],
  ])('is refused where %s, and "refused" fits', (_what, items, decisions) => {
    const error = refused(items, decisions);
    expect(error).toMatchObject({ code: 'NOTHING_TO_ERASE', article: 'GDPR Art. 17(3), 12(4)' });
    expect(error?.detail).toContain('"refused"');
  });

  it.each<[string, ErasureItemView[], CategoryDecision[]]>([
    ['a row is deleted', [file, kept(), item({ collection: 'visits', deleteCount: 1 })], []],
    ['a row is made anonymous', [item({ deleteCount: 0, maskCount: 1 })], []],
    ['a person has to do it', [item({ deleteCount: 0, byHand: 'NO_WRITE_RIGHTS' })], []],
    ['what is kept by default was decided to go', [kept()], [erase]],
  ])('is none where %s', (_what, items, decisions) => {
    expect(refused(items, decisions)).toBeUndefined();
  });

  it('is not known before every system has answered', () => {
    expect(refused([file, kept()], [], false)).toBeUndefined();
  });
});

describe('the file of the requests', () => {
  it('stays whatever is decided; a collection of that name elsewhere does not', () => {
    const decide = (system: string) => () =>
      requireLawfulCategories(
        [{ ...erase, system, collection: 'suppression' }],
        [kept({ system: 'rightsdesk', collection: 'suppression' }), kept({ collection: 'suppression' })],
      );
    expect(decide('rightsdesk')).toThrow(expect.objectContaining({ code: 'NOT_TO_BE_ERASED', article: 'GDPR Art. 5(2)' }));
    expect(decide('shop')).not.toThrow();
    expect(isNeverErased({ system: 'rightsdesk', collection: 'newsletter' })).toBe(false);
  });
});
