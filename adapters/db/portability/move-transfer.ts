import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { assertNever } from '../../../domain/errors.js';
import {
  CONFIRM_WITHIN_MS,
  type Infeasible,
  isSettled,
  nextAttemptMs,
  readDestination,
  TRY_FOR_MS,
} from '../../../domain/portability/transfer.js';
import { discover } from '../../portability/discover.js';
import { sendPackage } from '../../portability/send-package.js';
import { requireCase } from '../requests/case-row.js';
import type { Change, StepContext } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { openContent, openProfile, personOf } from '../requests/sealed.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { recordTransition } from '../requests/transition.js';
import { askToConfirm } from './confirm.js';
import { handOverChange } from './hand-over.js';
import { destinationOf, findTransfer, settleInfeasible, TRANSFER_SEALED, type TransferRow, updateTransfer } from './transfer-record.js';

/**
 * Puts down that the data are to go to another organisation, if the person said so, and asks its server once, so that the person can
 * confirm it while the case is being decided (GDPR Art. 20(2)).
 */
export async function startTransfer(deps: DeskDeps, requestId: string, now: Date): Promise<void> {
  const { transferTo } = await openContent(deps.vault, await requireCase(deps.pool, { id: requestId }));
  if (transferTo === undefined || transferTo.trim() === '') return;
  const destination = readDestination(transferTo, deps.settings.outboundAllowedHosts ?? []);
  const url = destination.kind === 'url' ? { host: destination.url.host, origin: destination.url.origin } : {};
  const reason = destination.kind === 'infeasible' ? destination.reason : undefined;
  await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      if (row.closed_at !== null || (await findTransfer(client, row.id)) !== undefined) return undefined;
      const transfer = {
        id: uuidv7(),
        request_id: row.id,
        subject_id: row.subject_id,
        status: reason === undefined ? 'unverified' : 'infeasible',
        sealed_destination: await deps.vault.seal(row.subject_id, { given: transferTo, ...url }, TRANSFER_SEALED.destination),
        problem: reason ?? null,
        next_attempt_at: reason === undefined ? now.toISOString() : null,
        settled_at: reason === undefined ? null : now.toISOString(),
      };
      return {
        facts: reason === undefined ? [] : [{ event: 'transfer-infeasible', data: { reason } }],
        rows: { portability_transfer: [transfer] },
      };
    },
    { now },
  );
  await moveTransfer(deps, requestId, now);
}

/**
 * Does what is next for a transfer, by its record: verify the destination, send, or give up. What did not work is recorded with the
 * time of the next attempt. The transfer's id is the same in every attempt, so the other side takes it once.
 */
export async function moveTransfer(deps: DeskDeps, requestId: string, now: Date): Promise<void> {
  const transfer = await findTransfer(deps.pool, requestId);
  if (transfer === undefined || isSettled(transfer.status)) return;
  const isOver = transfer.give_up_at !== null && transfer.give_up_at <= now;
  switch (transfer.status) {
    case 'unverified':
      return isOver ? giveUp(deps, transfer, 'not-reachable', now) : verifyDestination(deps, transfer, now);
    case 'asked':
      return isOver ? giveUp(deps, transfer, 'not-confirmed', now) : undefined;
    case 'confirmed':
      return isOver ? giveUp(deps, transfer, 'not-reachable', now) : send(deps, transfer, now);
    case 'delivered':
    case 'infeasible':
      return;
    default:
      return assertNever(transfer.status);
  }
}

/** Runs a step of the transfer if its state is still the one it was judged on. */
async function record(
  deps: DeskDeps,
  transfer: TransferRow,
  now: Date,
  judge: (context: StepContext, fresh: TransferRow) => Promise<Change> | Change,
): Promise<void> {
  await recordTransition(
    deps,
    { id: transfer.request_id },
    SYSTEM,
    async (context) => {
      const fresh = await findTransfer(context.client, transfer.request_id);
      if (fresh === undefined || fresh.status !== transfer.status || context.row.closed_at !== null) return undefined;
      return judge(context, fresh);
    },
    { now },
  );
}

async function verifyDestination(deps: DeskDeps, transfer: TransferRow, now: Date): Promise<void> {
  const destination = await destinationOf(deps.vault, transfer);
  const found = await discover(destination.origin ?? '', deps.settings.outboundAllowedHosts ?? []);
  if (!found.ok) return found.mayRetry ? tryLater(deps, transfer, found.problem, now) : giveUp(deps, transfer, 'no-receiver', now);
  const verified = { ...destination, name: found.receiver.document.name, receiver: found.receiver };
  await record(deps, transfer, now, async (context) => {
    const sealed = await deps.vault.seal(transfer.subject_id, verified, TRANSFER_SEALED.destination);
    const giveUpAt = new Date(now.getTime() + CONFIRM_WITHIN_MS);
    const asked = {
      status: 'asked',
      sealed_destination: sealed,
      asked_at: now,
      give_up_at: giveUpAt,
      attempts: 0,
      next_attempt_at: null,
    } as const;
    const change = askToConfirm(deps, context, { destination: verified, expiresAt: giveUpAt, step: 'transfer-confirm' });
    return {
      ...change,
      facts: [{ event: 'destination-verified', data: { transferId: transfer.id }, text: `${verified.name} (${verified.host ?? ''})` }],
      also: (client) => updateTransfer(client, transfer.id, asked),
    };
  });
}

async function send(deps: DeskDeps, transfer: TransferRow, now: Date): Promise<void> {
  const row = await requireCase(deps.pool, { id: transfer.request_id });
  const { rows } = await deps.pool.query<{ blob_id: string; sha256: string; size_bytes: string }>(
    'SELECT blob_id, sha256, size_bytes FROM answer_package WHERE request_id = $1',
    [row.id],
  );
  const file = rows[0];
  const { receiver, name = '', host = '' } = await destinationOf(deps.vault, transfer);
  if (file === undefined || receiver === undefined) return tryLater(deps, transfer, 'NOT_READY', now);
  const profile = await openProfile(deps.vault, row);
  const { publicUrl, controller, outboundAllowedHosts = [] } = deps.settings;
  const head = {
    transferId: transfer.id,
    source: { name: controller.name, origin: new URL(publicUrl).origin },
    person: personOf(profile),
    sha256: file.sha256,
    sizeBytes: Number(file.size_bytes),
    generatedAt: now.toISOString(),
  };
  const sent = await sendPackage({ ...deps, allowedHosts: outboundAllowedHosts, now: deps.now() }, receiver, head, file.blob_id);
  if (!sent.ok) return sent.isFinal ? giveUp(deps, transfer, 'refused-by-receiver', now) : tryLater(deps, transfer, sent.problem, now);
  const receiptSha256 = createHash('sha256').update(sent.receipt).digest('hex');
  await recordDelivery(deps, transfer, { now, receipt: sent.receipt, receiptSha256, sha256: file.sha256, name, host });
}

interface Delivery {
  now: Date;
  receipt: string;
  receiptSha256: string;
  sha256: string;
  name: string;
  host: string;
}

/** The receipt, the disclosure and the answer in one transaction. A file given to the person meanwhile stays given; the receipt is still kept. */
async function recordDelivery(
  deps: DeskDeps,
  transfer: TransferRow,
  { now, receipt, receiptSha256, sha256, name, host }: Delivery,
): Promise<void> {
  await recordTransition(
    deps,
    { id: transfer.request_id },
    SYSTEM,
    async (context): Promise<Change | undefined> => {
      const fresh = await findTransfer(context.client, transfer.request_id);
      if (fresh === undefined || fresh.status === 'delivered') return undefined;
      const isAnswered = context.row.answered_at !== null || context.row.closed_at !== null;
      const answer: Change = isAnswered ? { facts: [] } : await handOverChange(deps, context, { delivered: { name, host, sentAt: now } });
      const sealed = await deps.vault.sealText(transfer.subject_id, receipt, TRANSFER_SEALED.receipt);
      const delivered = {
        status: 'delivered',
        settled_at: now,
        package_sha256: sha256,
        receipt_sha256: receiptSha256,
        sealed_receipt: sealed,
        problem: null,
      } as const;
      return {
        ...answer,
        facts: [{ event: 'transfer-delivered', data: { transferId: transfer.id, sha256, receiptSha256 } }, ...answer.facts],
        also: async (client) => {
          await answer.also?.(client);
          await updateTransfer(client, transfer.id, delivered);
        },
      };
    },
    { now },
  );
}

/** Not now: recorded with its problem. The five days begin with the first failure after the decision. */
async function tryLater(deps: DeskDeps, transfer: TransferRow, problem: string, now: Date): Promise<void> {
  await record(deps, transfer, now, ({ row }, fresh) => {
    const attempts = fresh.attempts + 1;
    const giveUpAt = fresh.give_up_at ?? (row.decided_at === null ? null : new Date(now.getTime() + TRY_FOR_MS));
    const nextMs = nextAttemptMs(attempts, now.getTime());
    const nextAt = new Date(giveUpAt === null ? nextMs : Math.min(nextMs, giveUpAt.getTime()));
    return {
      facts: [{ event: 'transfer-failed', data: { problem, attempts } }],
      also: (client: PoolClient) =>
        updateTransfer(client, transfer.id, { attempts, problem, next_attempt_at: nextAt, give_up_at: giveUpAt }),
    };
  });
}

/** Not feasible: once the package is there the person gets it, with the reason; before that the reason waits for the answer. */
async function giveUp(deps: DeskDeps, transfer: TransferRow, reason: Infeasible, now: Date): Promise<void> {
  await record(deps, transfer, now, async (context) => {
    const { row } = context;
    const isReady = row.decided_at !== null && row.answered_at === null && row.has_package;
    const answer: Change = isReady ? await handOverChange(deps, context, { infeasible: reason }) : { facts: [] };
    return {
      ...answer,
      facts: [{ event: 'transfer-infeasible', data: { reason } }, ...answer.facts],
      also: async (client) => {
        await answer.also?.(client);
        await settleInfeasible(client, transfer.id, reason, now);
      },
    };
  });
}
