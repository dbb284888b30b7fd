import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { MemberKey, NewOfficer, OfficerView } from '../../../domain/seals/view.js';
import type { Vault } from '../../crypto/vault.js';
import { ensureSubject } from '../marketing/whose.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import { inTransaction } from '../transaction.js';
import { noSuchMember } from './members.js';
import type { SealDeps } from './seal-deps.js';
import { isUuid } from './seal-row.js';

type Deps = SealDeps & { vault: Vault };
type Profile = { name: string; email: string; phone?: string };

const SEALED = 'officer.sealedProfile';
const SOURCES = { issuer: 'the certificate issuer', member: 'the member organisation' } as const;

/** The officers and contacts of a member. Who is under restriction is left out by the policy of the table (GDPR Art. 18). */
export async function listOfficers(deps: Deps, key: MemberKey): Promise<OfficerView[]> {
  await requireMember(deps, key);
  const { rows } = await deps.pool.query<{ id: string; subject_id: string; position: string; sealed_profile: Buffer }>(
    'SELECT id, subject_id, position, sealed_profile FROM officer WHERE member_id = $1 ORDER BY created_at, id',
    [key.id],
  );
  const profiles = await deps.vault.openMany<Profile>(
    rows.map((row) => ({ subjectId: row.subject_id, sealed: row.sealed_profile, context: SEALED })),
  );
  return rows.flatMap(({ id, position }, n) => {
    const profile = profiles[n];
    return profile === undefined ? [] : [{ id, position, name: profile.name, email: profile.email, phone: profile.phone ?? '' }];
  });
}

/**
 * Enters an officer: known by their address, sealed with their own key. One who stands there under restriction (GDPR Art. 18) stays as they
 * are and hidden, and the answer is the same as for anybody new (decision 102).
 */
export async function addOfficer(deps: Deps, key: MemberKey, officer: NewOfficer, source: keyof typeof SOURCES): Promise<OfficerView> {
  await requireMember(deps, key);
  const { position, name, email, phone = '' } = officer;
  const subjectId = await ensureSubject(deps, deps.vault.blindIndex(email));
  const id = uuidv7();
  const sealed = await deps.vault.seal(subjectId, { name, email, phone }, SEALED);
  await inTransaction(deps.pool, async (client) => {
    await client.query('SELECT 1 FROM member WHERE id = $1 FOR UPDATE', [key.id]); // two who enter the same person at once: one after the other
    const { rowCount: seen } = await client.query('SELECT 1 FROM officer WHERE member_id = $1 AND subject_id = $2', [key.id, subjectId]);
    if (seen !== 0) throw officerKnown();
    // Entering a person again must not undo their restriction: what keeps it looks at the restricted rows too.
    await useInTransaction(client, 'rights-of-the-person');
    await client.query(
      `INSERT INTO officer (id, member_id, subject_id, position, sealed_profile, source, created_at) SELECT $1, $2, $3, $4, $5, $6, $7
       WHERE NOT EXISTS (SELECT FROM officer o WHERE o.member_id = $2 AND o.subject_id = $3)`,
      [id, key.id, subjectId, position, sealed, SOURCES[source], deps.now()],
    );
  });
  return { id, position, name, email, phone };
}

const officerKnown = () =>
  new DomainError({
    code: 'OFFICER_KNOWN',
    kind: 'conflict',
    detail: 'Somebody with this e-mail address stands among the officers already. Take that entry out first.',
  });

/** Takes an officer out: the entry is deleted. */
export async function removeOfficer(deps: Deps, key: MemberKey, officerId: string): Promise<void> {
  await requireMember(deps, key);
  if (isUuid(officerId)) await deps.pool.query('DELETE FROM officer WHERE id = $1 AND member_id = $2', [officerId, key.id]);
}

async function requireMember({ pool }: Deps, { id, issuerSlug }: MemberKey): Promise<void> {
  if (!isUuid(id)) throw noSuchMember();
  const { rowCount } = await pool.query('SELECT 1 FROM member WHERE id = $1 AND issuer_slug = $2', [id, issuerSlug]);
  if (rowCount === 0) throw noSuchMember();
}
