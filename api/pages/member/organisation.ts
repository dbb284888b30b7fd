import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { NewRequest } from '../../../domain/request/filing.js';
import { LANGUAGES } from '../../../domain/request/types.js';
import type { MemberView } from '../../../domain/seals/view.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf, freshAccountOf } from '../../middleware/signed-in.js';
import { takeOfficer, typedOfficer } from '../officer-form.js';
import { goTo, LANGUAGE_NAMES, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { frameOf, isLanguage, type MemberPageDeps, ownIds, ownMember, reader } from './context.js';

const PAGE = '/member/organisation';
const OFFICERS = `${PAGE}/officers`;
/** What seals and registers state of a member: its issuer has to confirm a change. The words are those the case names the field by. */
const CERTIFIED = { name: 'name', registrationNumber: 'registration number', address: 'address' } as const;
type Certified = keyof typeof CERTIFIED;
const FIELDS: readonly Certified[] = ['name', 'registrationNumber', 'address'];

/** A member's own data: how it is reached it changes itself; what is certified it asks its issuer to correct (GDPR Art. 16). */
export function organisationPages(deps: MemberPageDeps): Router {
  const router = Router();
  router.get(PAGE, (req, res) => show(deps, req, res, []));
  router.post(PAGE, readForm, csrfProtection, (req, res) => changeContact(deps, req, res));
  router.post(OFFICERS, readForm, csrfProtection, (req, res) => addOfficer(deps, req, res));
  router.post(`${OFFICERS}/:officer/remove`, readForm, csrfProtection, async (req, res) => {
    await deps.memberDesk.officers.remove(keyOf(req), String(req.params.officer));
    req.session.notice = reader(deps, req).text('members.officerRemoved');
    goTo(req, res, PAGE);
  });
  router.post(`${PAGE}/corrections`, readForm, csrfProtection, (req, res) => correct(deps, req, res));
  return router;
}

function keyOf(req: Request) {
  const { issuerSlug, memberId } = ownIds(req);
  return { id: memberId, issuerSlug };
}

async function show(deps: MemberPageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const { text } = reader(deps, req);
  const [member, officers] = await Promise.all([ownMember(deps, req), deps.memberDesk.officers.list(keyOf(req))]);
  const typed = (name: string, otherwise = '') => (req.method === 'POST' ? textField(req.body, name) : otherwise);
  sendPage(deps, req, res, 'member/organisation', {
    ...(await frameOf(deps, req)),
    title: text('member.organisation'),
    problems,
    fields: FIELDS.map((name, place) => ({
      name,
      id: place === 0 ? 'field' : `field-${name}`,
      label: text(`member.${name}`),
      value: member[name] || text('member.notEntered'),
      isChosen: textField(req.body, 'field') === name,
    })),
    officers,
    officersAt: OFFICERS,
    officer: typedOfficer(req.body),
    proposed: textField(req.body, 'proposed'),
    why: textField(req.body, 'why'),
    contactEmail: typed('contactEmail') || (member.contactEmail ?? ''),
    languageChoices: LANGUAGES.map((code) => ({
      code,
      name: LANGUAGE_NAMES[code],
      isChosen: (typed('language') || member.language) === code,
    })),
  });
}

async function changeContact(deps: MemberPageDeps, req: Request, res: Response): Promise<void> {
  const { text } = reader(deps, req);
  const contactEmail = textField(req.body, 'contactEmail');
  const language = textField(req.body, 'language');
  const isAddress = contactEmail.length <= 254 && z.email().safeParse(contactEmail).success;
  const problems: Problem[] = [
    ...(isAddress ? [] : [{ field: 'contactEmail', text: text('member.errorEmail') }]),
    ...(isLanguage(language) ? [] : [{ field: 'language', text: text('member.errorLanguage') }]),
  ];
  if (problems.length > 0 || !isLanguage(language)) return show(deps, req, res, problems);
  await deps.sealDesk.members.change(keyOf(req), { contactEmail, language });
  req.session.notice = text('member.saved');
  goTo(req, res, PAGE);
}

/** Who acts for it a member says itself, at once. */
async function addOfficer(deps: MemberPageDeps, req: Request, res: Response): Promise<void> {
  const { text } = reader(deps, req);
  const taken = await takeOfficer(deps.memberDesk, req, { key: keyOf(req), by: 'member', text });
  if ('problems' in taken) return show(deps, req, res, taken.problems);
  req.session.notice = text('members.officerAdded', { name: taken.name });
  goTo(req, res, PAGE);
}

/** Goes into the same intake as every request to correct: a case with its reference, decided after the issuer was heard. */
async function correct(deps: MemberPageDeps, req: Request, res: Response): Promise<void> {
  const { text } = reader(deps, req);
  const member = await ownMember(deps, req);
  const field = FIELDS.find((name) => name === textField(req.body, 'field'));
  const [proposed, why] = [textField(req.body, 'proposed'), textField(req.body, 'why')];
  const isSame = field !== undefined && proposed === member[field];
  const problems: Problem[] = [
    ...(field === undefined ? [{ field: 'field', text: text('member.errorField') }] : []),
    ...(proposed === '' || isSame ? [{ field: 'proposed', text: text('member.errorProposed') }] : []),
  ];
  if (problems.length > 0 || field === undefined) return show(deps, req, res, problems);
  const input = await filingOf(deps, req, member, { field, proposed, why });
  const signedInAs = freshAccountOf(req, deps.now());
  const filing = () => deps.desk.file(input, { id: 'form', role: 'anyone' }, signedInAs === undefined ? {} : { signedInAs });
  const sameWish = createHash('sha256').update(JSON.stringify(input)).digest('base64url');
  const done = await orRefusal(deps.once(`member-correction:${accountOf(req).accountId}:${sameWish}`, filing), ['invalid']);
  if ('refusal' in done) return show(deps, req, res, [{ field: 'proposed', text: text('member.errorProposed') }]);
  const { reference, linked, dueOn, safeOn, statusUrl } = done.value;
  req.session.filed = { reference, linked, dueOn, safeOn, statusUrl };
  goTo(req, res, '/request/proof');
}

async function filingOf(
  deps: MemberPageDeps,
  req: Request,
  member: MemberView,
  { field, proposed, why }: { field: Certified; proposed: string; why: string },
): Promise<NewRequest> {
  const { accountId, name, issuerSlug = '' } = accountOf(req);
  const [issuer, email = ''] = await Promise.all([deps.desk.issuers.name(issuerSlug), deps.accounts.emailOf(accountId)]);
  const record = `Member register of ${issuer}: ${[member.name, member.registrationNumber].filter(Boolean).join(', ')}`;
  return {
    rights: ['rectification'],
    requester: { name, email },
    corrections: [{ record, field: CERTIFIED[field], proposed, ...(why === '' ? {} : { reason: why }) }],
    channel: 'form',
    language: languageOf(req),
  };
}
