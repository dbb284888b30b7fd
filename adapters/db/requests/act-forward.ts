import { DomainError } from '../../../domain/errors.js';
import { forwardItems } from './forward-items.js';
import { type ForwardAct, letterToController, type OtherController, passedOn } from './forwarded-request.js';
import type { ActContext, Judge } from './judge.js';
import { letter } from './letters.js';

/**
 * GDPR Art. 28(3)(e): data of which somebody else is controller. It gets the request with the day from which its month runs, the person
 * learns who answers, and that it was passed on is in the register of disclosures. The whole request, or some items of it.
 */
export const forwardRequest: Judge<'forward'> = async (act, context) => {
  const controller = await controllerOf(act, context);
  if (act.items !== undefined) return forwardItems({ ...act, items: act.items }, context, controller);
  const { row, now, today } = context;
  const toPerson = letter('FORWARDED', 'closed', { forwardedTo: controller.name, contact: controller.email, forwardedOn: today });
  return {
    facts: [
      { event: 'role-determined', data: { role: 'processor', itemCount: 1, ground: controller.code }, text: act.why },
      { event: 'forwarded', data: { to: controller.code } },
      { event: 'closed', data: { outcome: 'forwarded' } },
    ],
    set: { outcome: 'forwarded', closed_at: now },
    rows: passedOn(context, controller),
    letters: [await letterToController(act, context, controller, { step: 'forwarded', items: null }), ...(row.may_reply ? [toPerson] : [])],
  };
};

async function controllerOf(act: ForwardAct, { client }: Pick<ActContext, 'client'>): Promise<OtherController> {
  const { rows } = await client.query<{ slug: string; name: string; contact_email: string | null; language: OtherController['language'] }>(
    'SELECT slug, name, contact_email, language FROM issuer WHERE slug = $1',
    [act.to],
  );
  const issuer = rows[0];
  const email = act.contact ?? issuer?.contact_email ?? undefined;
  if (email === undefined)
    throw new DomainError({
      code: 'INVALID_INPUT',
      kind: 'invalid',
      detail: 'It is not known where this controller is reached.',
      fields: [{ pointer: '/contact', detail: 'Give its e-mail address, or the slug of an issuer that has one.' }],
    });
  return issuer === undefined
    ? { code: 'other', name: act.to, email }
    : { code: issuer.slug, name: issuer.name, email, language: issuer.language };
}
