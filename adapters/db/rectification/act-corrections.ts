import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import { forbidRectification } from '../../../domain/rectification/decide.js';
import type { Judge } from '../requests/judge.js';
import { correctionsOf, SEALED_HERE } from './correction-row.js';
import { ADDED_FROM } from './field-id.js';
import { knownIssuers } from './look-up-issuer.js';
import { sortedChange } from './sort-corrections.js';

/** Staff put down field by field what a letter or mail asks to correct in words; from then on it goes the way of every correction. */
export const enterCorrections: Judge<'corrections'> = async (act, { client, deps, row, now }) => {
  if (row.right !== 'rectification') forbidRectification('NOT_A_RECTIFICATION', 'Only a request for rectification has fields to correct');
  const known = await correctionsOf(client, row.id);
  const from = Math.max(ADDED_FROM, ...known.map((one) => one.position + 1));
  const change = await sortedChange(deps, client, row, { claims: act.corrections, from, now });
  return { ...change, facts: [{ event: 'corrections-added', data: { itemCount: act.corrections.length } }, ...change.facts] };
};

/** Staff say which issuer is to be heard about a field, or that it is the company's own; the new issuer is asked at once. */
export const assignIssuer: Judge<'issuer-assignment'> = async (act, { client, row, now }) => {
  if (row.right !== 'rectification') forbidRectification('NOT_A_RECTIFICATION', 'Only a request for rectification is given to an issuer');
  const issuers = await knownIssuers(client);
  if (act.issuer !== null && !issuers.some((one) => one.slug === act.issuer)) {
    const fields = [
      { pointer: '/issuer', detail: `Known: ${issuers.map((one) => one.slug).join(', ')}; null where the field is our own.` },
    ];
    throw new DomainError({ code: 'INVALID_INPUT', kind: 'invalid', detail: 'There is no such issuer.', fields });
  }
  const all = await correctionsOf(client, row.id);
  const meant = all.filter((one) => one.verdict === null && (act.correction === undefined || one.id === act.correction));
  if (meant.length === 0) forbidRectification('NO_OPEN_FIELD', 'There is no field that still waits for an issuer');
  const controller = act.issuer === null ? 'company' : 'issuer';
  return {
    facts: [{ event: 'issuer-assigned', data: { issuer: act.issuer ?? 'controller', itemCount: meant.length } }],
    also: (connection) =>
      connection.query(
        `UPDATE correction SET controller = $2, issuer_slug = $3, found_by = 'staff', opened_at = $4, member_id = NULL, certificate_id = NULL
          WHERE id = ANY($1::uuid[])`,
        [meant.map((one) => one.id), controller, act.issuer, now],
      ),
  };
};

/** GDPR Art. 16 second sentence: what the person wants to add to the record stands with it. */
export const addStatement: Judge<'statement'> = async (act, { deps, row, actor }) => {
  if (row.right !== 'rectification')
    forbidRectification('NOT_A_RECTIFICATION', 'A statement is added to a record that somebody asked to correct');
  const id = uuidv7();
  const sealed = await deps.vault.seal(row.subject_id, act.text, SEALED_HERE.statement);
  return {
    facts: [{ event: 'statement-added', data: { statementId: id }, text: act.text }],
    rows: { record_statement: [{ id, request_id: row.id, subject_id: row.subject_id, sealed_statement: sealed, added_by: actor.id }] },
  };
};
