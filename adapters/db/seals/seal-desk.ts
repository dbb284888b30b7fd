import type { Actor } from '../../../domain/request/filing.js';
import type { SealAct } from '../../../domain/seals/life.js';
import type {
  MemberChange,
  MemberFilter,
  MemberKey,
  NewMember,
  NewSeal,
  OwnKey,
  SealChange,
  SealDetail,
  SealFilter,
  SealKey,
} from '../../../domain/seals/view.js';
import { issueDraft, reinstateSeal, renewSeal, revokeSeal, suspendSeal } from './act-seal.js';
import { askRenewal } from './ask-renewal.js';
import { declineRenewal } from './decline-renewal.js';
import { issueSeal } from './issue-seal.js';
import { countSeals, listSeals } from './list-seals.js';
import { addMemberDomain, changeMember, createMember, findMember, listMembers, noSuchMember, removeMemberDomain } from './members.js';
import type { SealDeps } from './seal-deps.js';
import { detailOf, sealDetail } from './seal-detail.js';
import { noSuchSeal } from './seal-row.js';
import { previewReplacement, supersedeSeal } from './supersede-seal.js';

/** What issuers do with seals and members, staff look at, and machines drive. Whose seal it is, is asked where it is read. */
export function createSealDesk(deps: SealDeps) {
  const acts = {
    issue: (key, actor, change) => issueDraft(deps, key, actor, change),
    suspend: (key, actor, { reason = '' }) => suspendSeal(deps, key, actor, { reason }),
    reinstate: (key, actor, change) => reinstateSeal(deps, key, actor, change),
    revoke: (key, actor, { reason = '' }) => revokeSeal(deps, key, actor, { reason }),
    renew: (key, actor, change) => renewSeal(deps, key, actor, change),
  } as const satisfies Partial<Record<SealAct, (key: OwnKey, actor: Actor, change: SealChange) => Promise<unknown>>>;

  const find = async (key: SealKey): Promise<SealDetail> => {
    const found = await sealDetail(deps, key);
    if (found === undefined) throw noSuchSeal();
    return found;
  };
  const member = async (key: OwnKey) => {
    const found = await findMember(deps.pool, key);
    if (found === undefined) throw noSuchMember();
    return found;
  };

  return {
    list: (filter: SealFilter) => listSeals(deps.pool, filter, deps.settings.publicUrl),
    counts: (issuerSlug: string) => countSeals(deps.pool, issuerSlug),
    find,
    async issue(issuerSlug: string, input: NewSeal, actor: Actor) {
      const { row, isNew } = await issueSeal(deps, issuerSlug, input, actor);
      return { seal: await detailOf(deps, row), isNew };
    },
    async act(act: keyof typeof acts, key: OwnKey, change: SealChange, actor: Actor): Promise<SealDetail> {
      await acts[act](key, actor, change);
      return find(key);
    },
    /** Answers the new seal. */
    async supersede(key: OwnKey, change: SealChange, actor: Actor): Promise<SealDetail> {
      const { after } = await supersedeSeal(deps, key, actor, change);
      return detailOf(deps, after);
    },
    previewReplacement: (key: SealKey, change: SealChange) => previewReplacement(deps, key, change),
    /** A member's wish to have a seal renewed; answers until when its issuer decides. */
    askRenewal: (key: { id: string; memberId: string }, actor: Actor) => askRenewal(deps, key, actor),
    async declineRenewal(key: OwnKey, change: { reason: string }, actor: Actor): Promise<SealDetail> {
      await declineRenewal(deps, key, actor, change);
      return find(key);
    },
    members: {
      list: (filter: MemberFilter) => listMembers(deps.pool, filter),
      find: member,
      create: async (issuerSlug: string, input: NewMember) => member({ id: await createMember(deps, issuerSlug, input), issuerSlug }),
      async change(key: MemberKey, change: MemberChange) {
        await changeMember(deps, key, change);
        return member(key);
      },
      async addDomain(key: MemberKey, domain: string) {
        await addMemberDomain(deps, key, domain);
        return member(key);
      },
      async removeDomain(key: MemberKey, domain: string) {
        await removeMemberDomain(deps, key, domain);
        return member(key);
      },
    },
  };
}
export type SealDesk = ReturnType<typeof createSealDesk>;
