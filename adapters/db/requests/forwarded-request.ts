import { uuidv7 } from 'uuidv7';
import type { Act } from '../../../domain/request/filing.js';
import type { Change } from './change.js';
import type { ActContext } from './judge.js';
import { type LetterOrder, letter } from './letters.js';
import { openContent, personOf } from './sealed.js';

export type ForwardAct = Extract<Act, { type: 'forward' }>;

/** Who decides about what is forwarded. */
export interface OtherController {
  /** Its slug, or `other`. */
  code: string;
  name: string;
  email: string;
  language?: 'en' | 'de' | 'fr';
}

/** The request as its controller gets it; `items` names the parts where only some are theirs. */
export async function letterToController(
  act: ForwardAct,
  { deps, row, profile, today }: ActContext,
  controller: OtherController,
  { step, items }: { step: string; items: readonly string[] | null },
): Promise<LetterOrder> {
  const content = await openContent(deps.vault, row);
  const words = [content.details, ...(content.corrections ?? []).map((one) => `${one.record}, ${one.field}: ${one.proposed}`)];
  const order = letter('FORWARDED_CASE', step, {
    forwardedTo: controller.name,
    why: act.why,
    personName: personOf(profile).name,
    personEmail: personOf(profile).email,
    request: words.filter((one) => one !== undefined && one !== '').join('\n') || null,
    items,
    forwardedOn: today,
  });
  return { ...order, to: controller.email, ...(controller.language === undefined ? {} : { language: controller.language }) };
}

/** That the request itself was passed on, in the register of disclosures (GDPR Art. 15(1)(c)). */
export function passedOn({ row, now }: ActContext, controller: OtherController): NonNullable<Change['rows']> {
  return {
    disclosure: [
      {
        id: uuidv7(),
        subject_id: row.subject_id,
        system: 'rightsdesk',
        recipient: controller.name,
        categories: ['user.name', 'user.contact.email', 'user.content'],
        purpose: 'answering your request, as the controller of the data it is about',
        at: now.toISOString(),
      },
    ],
  };
}
