import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import { portableAnswerOf } from '../../package/portable-answer.js';
import { requireCase } from '../requests/case-row.js';
import type { Change, StepContext } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { letter } from '../requests/letters.js';
import { newLink } from '../requests/links.js';
import { systemWordsOf } from '../requests/system-labels.js';
import { recordTransition } from '../requests/transition.js';
import { outOfScopeItems } from './hand-over.js';
import { destinationOf, findTransfer, type SealedDestination, settleInfeasible, updateTransfer } from './transfer-record.js';

const REQUESTER: Actor = { id: 'requester', role: 'requester' };
/** At most one more confirmation mail in this time. */
const WINDOW_MS = 600_000;

/** The letter with the single-use link to the page where the person confirms the destination. */
export function askToConfirm(
  deps: DeskDeps,
  { row }: Pick<StepContext, 'row'>,
  asked: { destination: SealedDestination; expiresAt: Date; step: string },
): Change {
  const link = newLink(deps.vault, { requestId: row.id, purpose: 'transfer', expiresAt: asked.expiresAt });
  return {
    facts: [],
    rows: { link: [link.row] },
    letters: [
      letter('TRANSFER_CONFIRM', asked.step, {
        organisation: asked.destination.name ?? '',
        host: asked.destination.host ?? '',
        link: `${deps.settings.publicUrl}/link/${link.token}`,
        linkExpiresAt: asked.expiresAt.toISOString(),
      }),
    ],
  };
}

/** What the person is asked to confirm: what goes, to whom, to which host. */
export interface TransferQuestion {
  organisation: string;
  host: string;
  confirmBy: string;
  included: { what: string; rowCount: number; fields: readonly string[] }[];
  outOfScope: { what: string; why: string }[];
}

/** The open question about a transfer; undefined while none waits for the person. */
export async function transferQuestion(deps: DeskDeps, reference: string): Promise<TransferQuestion | undefined> {
  const row = await requireCase(deps.pool, { reference });
  const transfer = await findTransfer(deps.pool, row.id);
  if (transfer?.status !== 'asked' || row.closed_at !== null || row.answered_at !== null) return undefined;
  const [{ name = '', host = '' }, { answer, notIncluded }] = await Promise.all([
    destinationOf(deps.vault, transfer),
    portableAnswerOf(deps, row.id),
  ]);
  return {
    organisation: name,
    host,
    confirmBy: (transfer.give_up_at ?? deps.now()).toISOString(),
    included: answer.systems.flatMap((system) =>
      system.collections.map(({ name: collection, rowCount, columns }) => ({
        what: `${system.name} / ${collection}`,
        rowCount,
        fields: columns,
      })),
    ),
    outOfScope: outOfScopeItems(notIncluded, row.language, await systemWordsOf(deps.pool, row.language)),
  };
}

/** The person's word on the destination; nothing is sent without it. Throws TRANSFER_NOT_ASKED (conflict). */
export async function answerTransfer(deps: DeskDeps, reference: string, verdict: 'confirm' | 'decline'): Promise<void> {
  await recordTransition(deps, { reference }, REQUESTER, async ({ client, row, now }) => {
    const transfer = await findTransfer(client, row.id);
    if (transfer?.status !== 'asked' || row.closed_at !== null || row.answered_at !== null)
      throw new DomainError({
        code: 'TRANSFER_NOT_ASKED',
        kind: 'conflict',
        detail: 'No destination waits for your confirmation: it was confirmed, declined or is over. GDPR Art. 20(2).',
        article: 'GDPR Art. 20(2)',
      });
    if (verdict === 'decline')
      return {
        facts: [
          { event: 'transfer-declined', data: { transferId: transfer.id } },
          { event: 'transfer-infeasible', data: { reason: 'declined' } },
        ],
        also: (connection) => settleInfeasible(connection, transfer.id, 'declined', now),
      };
    const confirmed = { status: 'confirmed', confirmed_at: now, next_attempt_at: now, give_up_at: null, attempts: 0 } as const;
    return {
      facts: [{ event: 'transfer-confirmed', data: { transferId: transfer.id } }],
      also: (connection) => updateTransfer(connection, transfer.id, confirmed),
    };
  });
}

/** Mails a fresh link to the question to the address of the case; nothing happens where none is open. */
export async function mailTransferLink(deps: DeskDeps, reference: string): Promise<void> {
  await recordTransition(deps, { reference }, REQUESTER, async (context) => {
    const { client, row, now } = context;
    const transfer = await findTransfer(client, row.id);
    if (transfer?.status !== 'asked' || transfer.give_up_at === null || transfer.give_up_at <= now) return undefined;
    const destination = await destinationOf(deps.vault, transfer);
    const step = `transfer-confirm:${Math.floor(now.getTime() / WINDOW_MS)}`;
    const change = askToConfirm(deps, context, { destination, expiresAt: transfer.give_up_at, step });
    return { ...change, facts: [{ event: 'message-sent', data: {} }] };
  });
}
