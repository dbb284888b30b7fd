import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { DomainError } from '../../domain/errors.js';
import type { RequestDetail } from '../../domain/request/detail.js';
import { readReference } from '../../domain/request/ids.js';
import { columns, type JsonOption, plain, printResult } from './terminal.js';
import { OPERATOR, withDesk } from './with-desk.js';

function facts(detail: RequestDetail): string[] {
  const { requester, right, status, outcome, channel, jurisdiction, calendar, receivedAt, dueOn, safeOn, targetOn, linked } = detail;
  const person = detail.isUnreadable ? 'erased' : `${requester.name} <${requester.email}>`;
  return columns([
    ['Right', right ?? 'to be read by a person'],
    ['Status', outcome === null ? status : `${status}, ${outcome}`],
    ['Person', plain(person)],
    ['Received', `${receivedAt} by ${channel}`],
    ['Due', dueOn ?? 'left open by the law'],
    ['Safe', safeOn],
    ['Target', targetOn],
    ['Law', `${jurisdiction}/${calendar}`],
    ['Identity', `${detail.identityLevel}${detail.isIdentityProven ? '' : ', not proven'}`],
    ['Acts', detail.allowedActs.join(', ') || 'none'],
    ...(linked.length > 0 ? [['Linked', linked.join(', ')]] : []),
  ]);
}

function describeDetail(detail: RequestDetail): string[] {
  const timeline = detail.timeline.map(({ at, actor, text }) => [at, actor, plain(text)]);
  return [detail.reference, ...facts(detail).map((line) => `  ${line}`), 'Timeline', ...columns(timeline).map((line) => `  ${line}`)];
}

/** Prints one case as GET /api/v1/requests/{reference} has it for staff. Throws REQUEST_NOT_FOUND. */
export async function showRequest(reference: string, options: JsonOption): Promise<void> {
  const known = readReference(reference);
  const show = (of: string) => withDesk((foundation) => createRequestDesk(foundation).detail(of, { opened: OPERATOR }));
  const detail = known === undefined ? undefined : await show(known);
  if (detail === undefined)
    throw new DomainError({ code: 'REQUEST_NOT_FOUND', kind: 'missing', detail: 'There is no request with this reference.' });
  printResult(options, detail, describeDetail(detail));
}
