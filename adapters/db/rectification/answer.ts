import type { ChangedField, WithheldItem } from '../../../domain/letters/common-facts.js';
import { resultTexts } from '../../../domain/rectification/result-texts.js';
import { forwardedRuleWords, itemRulesOf } from '../requests/case-items.js';
import type { StepContext } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { type LetterOrder, letter } from '../requests/letters.js';
import { openDecision } from '../requests/sealed-decision.js';
import { type Connection, type CorrectionRow, correctionsOf, openClaim, openLocated, openVerdict, valueToSet } from './correction-row.js';
import { type EffectRow, effectsOf, openChange } from './effect-row.js';

interface Told {
  today: string;
  reasons: string;
  recipientsTold: readonly string[];
}

/** What was changed, from what to what, field by field; and what was not, and why (GDPR Art. 12(3), 16, 19). */
export async function rectifiedLetter(
  deps: DeskDeps,
  { client, row }: { client: Connection; row: StepContext['row'] },
  told: Told,
): Promise<LetterOrder> {
  const fields = await correctionsOf(client, row.id);
  const changes = await changedFields(deps, client, row.id);
  const left = await notChanged(deps, client, { row, fields, reasons: told.reasons });
  // A request that names no field in particular is answered with what the decision says.
  const isNameless = fields.length === 0;
  return letter('RECTIFIED', 'answer', {
    changes: isNameless ? [{ field: resultTexts(row.language).asDescribed, before: null, after: told.reasons }] : changes,
    changedOn: told.today,
    recipientsTold: told.recipientsTold,
    notChanged:
      left.length > 0
        ? left
        : isNameless && row.outcome === 'partly-granted'
          ? [{ what: resultTexts(row.language).theRest, why: told.reasons }]
          : null,
    isDisputed: fields.some((field) => field.outcome === 'leave' && field.controller === 'issuer' && field.verdict === null),
  });
}

/** Every field that was changed, with what stood there before (GDPR Art. 16, 19). */
export async function changedFields(deps: DeskDeps, connection: Connection, requestId: string): Promise<ChangedField[]> {
  const fields = await correctionsOf(connection, requestId);
  const effects = await effectsOf(connection, requestId);
  return Promise.all(fields.filter((field) => field.outcome === 'apply').map((field) => changeOf(deps, field, effects)));
}

/** What a refusal leaves as it is, per field. */
export async function refusedFields(
  deps: DeskDeps,
  { client, row }: Pick<StepContext, 'client' | 'row'>,
  reasons: string,
): Promise<WithheldItem[]> {
  return notChanged(deps, client, { row, fields: await correctionsOf(client, row.id), reasons });
}

/** The person's own name for the field, with what stood in the record and what stands there now. */
async function changeOf(deps: DeskDeps, field: CorrectionRow, effects: readonly EffectRow[]): Promise<ChangedField> {
  const [claim, after, places] = await Promise.all([
    openClaim(deps.vault, field),
    valueToSet(deps.vault, field),
    openLocated(deps.vault, field),
  ]);
  const own = await Promise.all(
    effects.filter((effect) => effect.correction_id === field.id).map((effect) => openChange(deps.vault, effect)),
  );
  const before = own.find((change) => change.before !== null)?.before ?? places[0]?.value ?? null;
  return { field: claim.field || claim.record, before, after };
}

/** What stays as it is, and why: the reason given for this field, else that of the whole decision, and what its issuer said. */
async function notChanged(
  deps: DeskDeps,
  connection: Connection,
  { row, fields, reasons }: { row: StepContext['row']; fields: readonly CorrectionRow[]; reasons: string },
): Promise<WithheldItem[]> {
  const texts = resultTexts(row.language);
  const { fields: decided = [] } = (await openDecision(deps, row)) ?? {};
  const { rules } = await itemRulesOf(connection, row.id);
  return Promise.all(
    fields
      .filter((field) => field.outcome === 'leave')
      .map(async (field) => {
        const [claim, verdict] = await Promise.all([openClaim(deps.vault, field), openVerdict(deps.vault, field)]);
        const what = claim.field || claim.record;
        const there = rules.find((rule) => rule.field === field.id);
        if (field.controller === 'other') return { what, why: forwardedRuleWords(row.language, there) };
        const isSilent = field.controller === 'issuer' && field.verdict === null;
        const issuerSaid = field.verdict === 'refuse' && verdict.reason !== undefined ? `${texts.issuerSays}: ${verdict.reason}` : '';
        const own = decided.find((one) => one.correction === field.id)?.reason ?? '';
        const why = [own || reasons, issuerSaid, isSilent ? texts.issuerSilent : ''].filter((part) => part !== '').join('\n');
        return { what, why };
      }),
  );
}
