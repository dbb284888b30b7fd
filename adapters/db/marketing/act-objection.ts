import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import { type BalancingTest, requireBalance, requireNoRefusalOfMarketing } from '../../../domain/objection.js';
import type { Act } from '../../../domain/request/filing.js';
import type { CaseRow } from '../requests/case-row.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import type { ActContext, Judge } from '../requests/judge.js';

const SEALED_TEST = 'balancingTest.sealedTest';

/** Staff weigh our grounds against the person's situation (GDPR Art. 21(1)); weighed again before the decision, the last counts. */
export const recordBalance: Judge<'balancing-test'> = async ({ type: _type, ...test }, { deps, row, actor, now }) => {
  if (row.right !== 'objection')
    throw new DomainError({
      code: 'NOT_AN_OBJECTION',
      kind: 'conflict',
      detail: 'Only an objection is weighed (GDPR Art. 21(1)).',
      article: 'GDPR Art. 21(1)',
    });
  const sealed = await deps.vault.seal(row.subject_id, test satisfies BalancingTest, SEALED_TEST);
  return {
    facts: [{ event: 'balance-recorded', data: {} }],
    also: (client) =>
      client.query(
        `INSERT INTO balancing_test (request_id, sealed_test, weighed_by, weighed_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (request_id) DO UPDATE SET sealed_test = EXCLUDED.sealed_test, weighed_by = EXCLUDED.weighed_by, weighed_at = EXCLUDED.weighed_at`,
        [row.id, sealed, actor.id, now],
      ),
  };
};

/** What was weighed; undefined where nothing was, or where the person was erased. */
export async function balanceOf(
  deps: Pick<DeskDeps, 'vault'>,
  client: Pick<PoolClient, 'query'>,
  row: CaseRow,
): Promise<BalancingTest | undefined> {
  const { rows } = await client.query<{ sealed_test: Buffer }>('SELECT sealed_test FROM balancing_test WHERE request_id = $1', [row.id]);
  const [found] = rows;
  return found === undefined ? undefined : deps.vault.open<BalancingTest>(row.subject_id, found.sealed_test, SEALED_TEST);
}

/** Throws the 409 of a decision on an objection that the law forbids. */
export async function requireLawfulObjectionDecision(
  { outcome, isBalanceInReasons }: Pick<Extract<Act, { type: 'decision' }>, 'outcome' | 'isBalanceInReasons'>,
  { client, row }: Pick<ActContext, 'client' | 'row'>,
): Promise<void> {
  if (row.right !== 'objection') return;
  requireNoRefusalOfMarketing({ outcome, kind: row.objection_kind });
  const { rowCount } = await client.query('SELECT 1 FROM balancing_test WHERE request_id = $1', [row.id]);
  requireBalance({ outcome, kind: row.objection_kind, hasBalance: rowCount !== 0 || isBalanceInReasons === true });
}
