import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { read } from '../../api/middleware/validate.js';
import { newRequest } from '../../api/requests/schema.js';
import { DomainError } from '../../domain/errors.js';
import { type JsonOption, printResult, UsageError } from './terminal.js';
import { OPERATOR, withDesk } from './with-desk.js';

/** What commander hands over. */
export interface CreateOptions extends JsonOption {
  right?: string[];
  name?: string;
  email?: string;
  body?: string;
  details?: string;
  channel?: string;
  receivedAt?: string;
  jurisdiction?: string;
  calendar?: string;
  language?: string;
}

async function readBody(file: string): Promise<Record<string, unknown>> {
  const content = file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8');
  let body: unknown;
  try {
    body = JSON.parse(content);
  } catch {
    throw new UsageError(`${file === '-' ? 'Standard input' : file} is not JSON.`);
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new UsageError('The body must be a JSON object, as POST /api/v1/requests takes it.');
}

/** The body of POST /api/v1/requests from a file and the options, those winning. */
async function bodyOf({ json: _json, body: file, right, name, email, ...rest }: CreateOptions): Promise<unknown> {
  const body = file === undefined ? {} : await readBody(file);
  const requester = { ...(typeof body.requester === 'object' ? body.requester : {}), ...(name && { name }), ...(email && { email }) };
  return { ...body, ...(right && { right }), ...rest, requester };
}

function requirePast(receivedAt: Date | undefined): void {
  if (receivedAt === undefined) return;
  const fields = (detail: string) => [{ pointer: '/receivedAt', detail }];
  const refuse = (detail: string, hint: string) =>
    new DomainError({ code: 'INVALID_INPUT', kind: 'invalid', detail, fields: fields(hint) });
  if (receivedAt.getTime() > Date.now() + 60_000)
    throw refuse('A request cannot be received in the future.', 'Give the instant it reached you, not later than now.');
  if (receivedAt.getUTCFullYear() < 2018) throw refuse('The date of receipt is before the GDPR.', 'Give an instant from 2018 on.');
}

/** Files a request and prints what POST /api/v1/requests answers. Throws INVALID_INPUT or ESTABLISHMENT_UNKNOWN, each naming every wrong place. */
export async function createRequest(options: CreateOptions): Promise<void> {
  const { right, ...input } = read(newRequest, await bodyOf(options));
  requirePast(input.receivedAt);
  const rights = Array.isArray(right) ? right : [right];
  const filing = { ...input, rights, channel: input.channel ?? 'other', language: input.language ?? 'en' };
  const filed = await withDesk((foundation) => createRequestDesk(foundation).file(filing, OPERATOR));
  const linked = filed.linked.map((reference) => `${reference}  linked`);
  printResult(options, filed, [`${filed.reference}  due ${filed.dueOn ?? 'open'}, safe ${filed.safeOn}`, ...linked]);
}
