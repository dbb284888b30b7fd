import type { PoolClient } from 'pg';
import type { RequestDetail } from '../../../domain/request/detail.js';
import { portableAnswerOf } from '../../package/portable-answer.js';
import type { CaseRow } from '../requests/case-row.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { destinationOf, findTransfer } from './transfer-record.js';

/** What a portability case shows beside the rest: what goes, what stays out, and the direct transfer. */
export async function portabilityOf(
  deps: DeskDeps,
  row: CaseRow,
  connection: Pick<PoolClient, 'query'>,
): Promise<Pick<RequestDetail, 'portability' | 'transfer'>> {
  if (row.right !== 'portability') return {};
  const transfer = await findTransfer(connection, row.id);
  const { name, host } = transfer === undefined ? {} : await destinationOf(deps.vault, transfer);
  const scope = row.collected_at === null ? undefined : await portableAnswerOf(deps, row.id);
  return {
    ...(scope === undefined
      ? {}
      : {
          portability: {
            included: scope.answer.systems.flatMap((system) =>
              system.collections.map(({ name: collection, rowCount, columns }) => ({
                system: system.name,
                collection,
                rowCount,
                fields: [...columns],
              })),
            ),
            notIncluded: scope.notIncluded.map((part) => ({ ...part, fields: [...part.fields] })),
          },
        }),
    ...(transfer === undefined
      ? {}
      : {
          transfer: {
            status: transfer.status,
            ...(name === undefined ? {} : { organisation: name }),
            ...(host === undefined ? {} : { host }),
            ...(transfer.problem === null ? {} : { problem: transfer.problem }),
            attempts: transfer.attempts,
            ...(transfer.receipt_sha256 === null ? {} : { receiptSha256: transfer.receipt_sha256 }),
          },
        }),
  };
}
