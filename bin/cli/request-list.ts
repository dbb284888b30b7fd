import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { read } from '../../api/middleware/validate.js';
import { listItem } from '../../api/requests/present.js';
import { listQuery } from '../../api/requests/schema.js';
import type { ListItem } from '../../domain/request/list-item.js';
import { columns, type JsonOption, printResult, say } from './terminal.js';
import { withDesk } from './with-desk.js';

/** The filters as commander hands them over: all texts but the flag. */
export interface ListOptions extends JsonOption {
  status?: string;
  right?: string;
  overdue?: boolean;
  dueBefore?: string;
  q?: string;
  limit: string;
  after?: string;
}

const HEAD = ['Reference', 'Right', 'Status', 'Due', 'Safe', 'Received', 'Channel'];

function row(item: ListItem): string[] {
  const { reference, right, status, dueOn, safeOn, receivedAt, channel } = item;
  return [reference, right ?? '-', status, dueOn ?? 'open', safeOn, receivedAt.slice(0, 10), channel];
}

/** Prints one page, as GET /api/v1/requests has it. Throws INVALID_INPUT, SEARCH_TOO_SHORT, CURSOR_UNREADABLE. */
export async function listRequests({ json, overdue, ...texts }: ListOptions): Promise<void> {
  const filter = read(listQuery, { ...texts, ...(overdue === true ? { overdue: 'true' } : {}) });
  const page = await withDesk((foundation) => createRequestDesk(foundation).list(filter));
  const items = page.items.map(listItem);
  const lines = items.length === 0 ? ['No requests.'] : columns([HEAD, ...items.map(row)]);
  printResult({ json }, { items, hasMore: page.hasMore, after: page.after }, lines);
  if (page.hasMore && !json) say(`There are more: --after ${page.after}`);
}
