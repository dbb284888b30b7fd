import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Person } from '../../../adapters/accounts/people.js';
import { DomainError } from '../../../domain/errors.js';
import type { Role } from '../../../domain/request/types.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { freshSignIn } from '../../middleware/fresh-sign-in.js';
import { type Limit, limitRate } from '../../middleware/rate-limit.js';
import { accountOf } from '../../middleware/signed-in.js';
import { accountsOf, isLookedAfter, type Looked } from '../../policies/account.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../page.js';
import { frameOf, languageFor, wordsFor } from './context.js';

const PAGE = '/account/people';
const MAILS_PER_ADDRESS: Limit = { name: 'invitations', points: 30, seconds: 60 };
const MAX_NAME = 200;

/** The people somebody looks after: listed, invited, invited again, withdrawn, disabled. */
export function peoplePages(deps: PageDeps): Router {
  const router = Router();
  const limit = limitRate(MAILS_PER_ADDRESS, (req) => req.ip);
  const fresh = freshSignIn(deps.now, { backTo: () => PAGE });
  router.get(PAGE, async (req, res) => show(deps, req, res, await lookedAfter(deps, req), []));
  router.post(PAGE, limit, readForm, csrfProtection, fresh, async (req, res) => invite(deps, req, res, await lookedAfter(deps, req)));
  router.post(`${PAGE}/:id`, limit, readForm, csrfProtection, fresh, (req, res) => act(deps, req, res));
  return router;
}

/** Whose accounts; 403 for those who look after nobody. */
async function lookedAfter(deps: PageDeps, req: Request): Promise<Looked> {
  const me = await deps.people.find(accountOf(req).accountId);
  const looked = accountsOf(me);
  if (looked === undefined)
    throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'Your account looks after no others.' });
  return looked;
}

/** Where the organisation is the inviter's own, the mail says its name; else ours. */
async function inviterOf(deps: PageDeps, req: Request) {
  const { issuerName } = await frameOf(deps, req);
  return { by: issuerName || deps.controller.name, language: languageFor(req), actor: actorOf(req) };
}

/** As the chain of evidence names who did something. */
const actorOf = (req: Request) => {
  const { accountId: id, role } = accountOf(req);
  return { id, role };
};

interface Invitation {
  email: string;
  name: string;
  role: Role;
  issuerSlug?: string;
  memberId?: string;
  mayInvite: boolean;
}

async function invite(deps: PageDeps, req: Request, res: Response, looked: Looked): Promise<void> {
  const text = wordsFor(deps, req);
  const read = await readInvitation(deps, req, looked);
  if ('problems' in read) return show(deps, req, res, looked, read.problems);
  if (!(await deps.people.invite(read.invitation, await inviterOf(deps, req))))
    return show(deps, req, res, looked, [{ field: 'email', text: text('people.taken') }]);
  req.session.notice = text('people.invitedDone', { email: read.invitation.email });
  goTo(req, res, PAGE);
}

async function readInvitation(deps: PageDeps, req: Request, looked: Looked): Promise<{ invitation: Invitation } | { problems: Problem[] }> {
  const text = wordsFor(deps, req);
  const [email, name] = [textField(req.body, 'email'), textField(req.body, 'name')];
  const role = looked.roles.length === 1 ? looked.roles[0] : looked.roles.find((one) => one === textField(req.body, 'role'));
  const belonging = role === undefined ? undefined : await belongingOf(deps, req, looked, role);
  const isAddress = email.length <= 254 && z.email().safeParse(email).success;
  const problems: Problem[] = [
    ...(name === '' || name.length > MAX_NAME ? [{ field: 'name', text: text('people.errorName') }] : []),
    ...(isAddress ? [] : [{ field: 'email', text: text('member.errorEmail') }]),
    ...(role === undefined ? [{ field: 'role', text: text('people.errorRole') }] : []),
    ...(role !== undefined && belonging === undefined ? [{ field: 'organisation', text: text('people.errorOrganisation') }] : []),
  ];
  if (problems.length > 0 || role === undefined || belonging === undefined) return { problems };
  const mayInvite =
    role !== 'staff' && role !== 'auditor' && (role === 'dpo' || role === 'operator' || textField(req.body, 'mayInvite') === 'yes');
  const invitation = { email, name, role, mayInvite, ...belonging };
  if (!isLookedAfter(looked, invitation))
    throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'This account is not yours to make.' });
  return { invitation };
}

/** The organisation an account belongs to: the inviter's own, or the one typed. Undefined where there is none of that name. */
async function belongingOf(
  deps: PageDeps,
  req: Request,
  looked: Looked,
  role: Role,
): Promise<{ issuerSlug?: string; memberId?: string } | undefined> {
  if (role !== 'issuer' && role !== 'member') return {};
  const typed = textField(req.body, 'organisation');
  if (looked.issuerSlug === undefined)
    return typed !== '' && (await deps.desk.issuers.name(typed)) !== typed ? { issuerSlug: typed } : undefined;
  if (role === 'issuer') return { issuerSlug: looked.issuerSlug };
  if (looked.memberId !== undefined) return { issuerSlug: looked.issuerSlug, memberId: looked.memberId };
  const { items } = await deps.sealDesk.members.list({ issuerSlug: looked.issuerSlug, q: typed, limit: 5 });
  const exact = items.filter((item) => [item.name, item.registrationNumber].includes(typed));
  const [member] = exact.length > 0 ? exact : items;
  return typed === '' || member === undefined || (exact.length !== 1 && items.length !== 1)
    ? undefined
    : { issuerSlug: looked.issuerSlug, memberId: member.id };
}

const ACTS = ['resend', 'withdraw', 'disable'] as const;

async function act(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const [looked, person] = [await lookedAfter(deps, req), await deps.people.find(String(req.params.id))];
  // Somebody else's account does not exist here, and nobody shuts themselves out.
  if (person === undefined || !isLookedAfter(looked, person) || person.id === accountOf(req).accountId)
    throw new DomainError({ code: 'NO_SUCH_ACCOUNT', kind: 'missing', detail: 'There is no such account among those you look after.' });
  const chosen = ACTS.find((name) => name === textField(req.body, 'act'));
  const isDone = chosen !== undefined && (await doAct(deps, req, chosen, person));
  req.session.notice = wordsFor(deps, req)(isDone ? `people.done.${chosen}` : 'people.doneNot', { email: person.email });
  goTo(req, res, PAGE);
}

async function doAct(deps: PageDeps, req: Request, chosen: (typeof ACTS)[number], person: Person): Promise<boolean> {
  if (chosen === 'resend') return deps.people.resend(person, await inviterOf(deps, req));
  return deps.people[chosen](person, actorOf(req));
}

async function show(deps: PageDeps, req: Request, res: Response, looked: Looked, problems: Problem[]): Promise<void> {
  const text = wordsFor(deps, req);
  const typed = (name: string) => textField(req.body, name);
  const mine = accountOf(req).accountId;
  const people = await deps.people.list(looked);
  sendPage(deps, req, res, 'account/people', {
    ...(await frameOf(deps, req)),
    title: text('people.title'),
    problems,
    people: people.map((person) => ({
      ...person,
      isMe: person.id === mine,
      organisation: looked.issuerSlug === undefined ? (person.issuerSlug ?? '') : '',
      roleName: text(`account.role.${person.role}`),
      stateName: text(`people.state.${person.state}`),
      isWaiting: person.state === 'invited' || person.state === 'lapsed',
      isActive: person.state === 'active',
    })),
    roles: looked.roles.map((role, place) => ({
      role,
      id: place === 0 ? 'role' : `role-${role}`,
      name: text(`account.role.${role}`),
      isChosen: typed('role') === role,
    })),
    hasRoles: looked.roles.length > 1,
    asksOrganisation: looked.memberId === undefined && (looked.roles.includes('issuer') || looked.roles.includes('member')),
    organisationLabel: text(looked.issuerSlug === undefined ? 'people.issuer' : 'people.member'),
    organisationHint: text(looked.issuerSlug === undefined ? 'people.issuerHint' : 'people.memberHint'),
    asksMayInvite: looked.roles.includes('issuer') || looked.roles.includes('member'),
    typed: { email: typed('email'), name: typed('name'), organisation: typed('organisation'), mayInvite: typed('mayInvite') === 'yes' },
  });
}
