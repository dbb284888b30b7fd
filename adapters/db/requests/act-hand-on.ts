import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import { isOver } from '../../../domain/request/state.js';
import type { ActContext, Judge } from './act-context.js';
import { requireCase } from './case-row.js';
import { type LetterOrder, letter } from './letters.js';
import { openContent, personOf } from './sealed.js';

interface Controller {
  /** Its slug, or `other`. */
  code: string;
  name: string;
  email: string;
  language?: 'en' | 'de' | 'fr';
}

/**
 * GDPR Art. 28(3)(e): data of which somebody else is controller. It gets the request with the day from which its month runs, the person
 * learns who answers, and that it was passed on is in the register of disclosures.
 */
export const forwardRequest: Judge<'forward'> = async (act, context) => {
  const { deps, row, profile, now, today } = context;
  const controller = await controllerOf(act, context);
  const content = await openContent(deps.vault, row);
  const words = [content.details, ...(content.corrections ?? []).map((one) => `${one.record}, ${one.field}: ${one.proposed}`)];
  const toController = letter('FORWARDED_CASE', 'forwarded', {
    forwardedTo: controller.name,
    why: act.why,
    personName: personOf(profile).name,
    personEmail: personOf(profile).email,
    request: words.filter((one) => one !== undefined && one !== '').join('\n') || null,
    forwardedOn: today,
  });
  const addressed: LetterOrder = {
    ...toController,
    to: controller.email,
    ...(controller.language === undefined ? {} : { language: controller.language }),
  };
  const toPerson = letter('FORWARDED', 'closed', { forwardedTo: controller.name, contact: controller.email, forwardedOn: today });
  return {
    facts: [
      { event: 'role-determined', data: { role: 'processor', itemCount: 1, ground: controller.code }, text: act.why },
      { event: 'forwarded', data: { to: controller.code } },
      { event: 'closed', data: { outcome: 'forwarded' } },
    ],
    set: { outcome: 'forwarded', closed_at: now },
    rows: {
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
    },
    letters: [addressed, ...(row.may_reply ? [toPerson] : [])],
  };
};

async function controllerOf(act: Parameters<typeof forwardRequest>[0], { client }: Pick<ActContext, 'client'>): Promise<Controller> {
  const { rows } = await client.query<{ slug: string; name: string; contact_email: string | null; language: Controller['language'] }>(
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

/** RULEBOOK P5: data of an organisation are promised by the policy, not by the statute; the letters then claim no statutory right. */
export const setRegime: Judge<'regime'> = (act, { row }) => {
  if (act.regime === row.regime)
    throw new DomainError({
      code: 'REGIME_UNCHANGED',
      kind: 'conflict',
      detail: `The request is handled as ${row.regime} already (GDPR Art. 4(1)).`,
      article: 'GDPR Art. 4(1)',
    });
  return {
    facts: [
      { event: 'regime-determined', data: { regime: act.regime, jurisdiction: row.jurisdiction, calendar: row.calendar }, text: act.why },
    ],
    set: { regime: act.regime },
  };
};

/** The same person asked for the same right again while the first case is open: it is answered there, once. */
export const joinDuplicate: Judge<'join'> = async (act, { client, row, now, today }) => {
  const first = await requireCase(client, { reference: act.with });
  const isSame = first.id !== row.id && first.subject_id === row.subject_id && first.right === row.right;
  if (!isSame || isOver(first.status))
    throw new DomainError({
      code: 'NOT_A_DUPLICATE',
      kind: 'conflict',
      detail: 'Only an open request of the same person for the same right can take this one in (GDPR Art. 12(3)).',
      article: 'GDPR Art. 12(3)',
    });
  return {
    facts: [{ event: 'joined', data: { with: first.reference } }],
    set: { closed_at: now },
    letters: row.may_reply
      ? [
          letter('CLOSED', 'closed', {
            why: 'joined',
            closedOn: today,
            otherReferences: [{ reference: first.reference, right: first.right }],
          }),
        ]
      : [],
  };
};
