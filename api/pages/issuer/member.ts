import { type Request, type Response, Router } from 'express';
import { LANGUAGES } from '../../../domain/request/types.js';
import type { MemberKey, MemberView } from '../../../domain/seals/view.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { limitRate } from '../../middleware/rate-limit.js';
import { accountOf } from '../../middleware/signed-in.js';
import { CHECKS_PER_ADDRESS, checkedNotice, domainView, typedDomain } from '../domain-view.js';
import { takeOfficer, typedOfficer } from '../officer-form.js';
import { goTo, LANGUAGE_NAMES, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { memberFields, readMember, refusedMember } from './member-forms.js';
import { portalFrame } from './portal-frame.js';
import { type Reader, readerOf } from './present.js';

const AT = '/issuer/members/:id';
/** One member of an issuer: its record, domains and officers. Another issuer's member is not there. */
export function issuerMemberPages(deps: PageDeps): Router {
  const router = Router();
  const form = [readForm, csrfProtection] as const;
  router.get(AT, (req, res) => show(deps, req, res, []));
  router.post(AT, ...form, (req, res) => change(deps, req, res));
  router.post(`${AT}/domains`, ...form, (req, res) => addDomain(deps, req, res));
  router.post(
    `${AT}/domains/check`,
    limitRate(CHECKS_PER_ADDRESS, (req) => req.ip),
    ...form,
    (req, res) => check(deps, req, res),
  );
  router.post(`${AT}/domains/remove`, ...form, (req, res) => removeDomain(deps, req, res));
  router.post(`${AT}/officers`, ...form, (req, res) => addOfficer(deps, req, res));
  router.post(`${AT}/officers/:officer/remove`, ...form, async (req, res) => {
    await deps.memberDesk.officers.remove(keyOf(req), String(req.params.officer));
    done(req, res, reader(deps, req).text('members.officerRemoved'));
  });
  return router;
}

const keyOf = (req: Request): MemberKey => ({ id: String(req.params.id).toLowerCase(), issuerSlug: accountOf(req).issuerSlug ?? '' });
const pageOf = (req: Request) => `/issuer/members/${keyOf(req).id}`;
const reader = (deps: PageDeps, req: Request): Reader => readerOf(deps.pages, languageOf(req));
const nameOf = (member: MemberView, domain: string) => member.domains.find((one) => one.domain === domain)?.unicode ?? domain;

function done(req: Request, res: Response, notice: string): void {
  req.session.notice = notice;
  goTo(req, res, pageOf(req));
}

async function show(deps: PageDeps, req: Request, res: Response, problems: Problem[], typed?: 'record'): Promise<void> {
  const words = reader(deps, req);
  const [member, officers] = await Promise.all([deps.sealDesk.members.find(keyOf(req)), deps.memberDesk.officers.list(keyOf(req))]);
  const stored = {
    name: member.name,
    registration: member.registrationNumber,
    address: member.address,
    contactEmail: member.contactEmail ?? '',
    isEnded: member.endedAt !== null,
  };
  const fields = typed === 'record' ? { ...memberFields(req.body), isEnded: textField(req.body, 'isEnded') === 'yes' } : stored;
  sendPage(deps, req, res, 'issuer/member', {
    ...(await portalFrame(deps, req)),
    title: member.name,
    problems,
    at: pageOf(req),
    officersAt: `${pageOf(req)}/officers`,
    member,
    domains: member.domains.map((domain) => domainView(domain, words)),
    officers,
    officer: typedOfficer(req.body),
    form: { ...fields, domain: textField(req.body, 'domain') },
    languageChoices: LANGUAGES.map((code) => ({ code, name: LANGUAGE_NAMES[code], isChosen: code === member.language })),
  });
}

async function change(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const words = reader(deps, req);
  await deps.sealDesk.members.find(keyOf(req));
  const read = readMember(req.body, words);
  if ('problems' in read) return show(deps, req, res, read.problems, 'record');
  const { name, registrationNumber = '', address = '', contactEmail = null, language } = read.member;
  const isEnded = textField(req.body, 'isEnded') === 'yes';
  const given = { name, registrationNumber, address, contactEmail, isEnded, ...(language === undefined ? {} : { language }) };
  const member = await deps.sealDesk.members.change(keyOf(req), given);
  done(req, res, words.text('members.saved', { member: member.name }));
}

async function addDomain(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const words = reader(deps, req);
  const before = await deps.sealDesk.members.find(keyOf(req));
  const asked = orRefusal(deps.sealDesk.members.addDomain(keyOf(req), typedDomain(textField(req.body, 'domain'))), ['invalid', 'conflict']);
  const added = await asked;
  if ('refusal' in added) return show(deps, req, res, refusedMember(added.refusal, words, 'domain'));
  const fresh = added.value.domains.find(({ domain }) => !before.domains.some((one) => one.domain === domain));
  done(req, res, words.text('members.domainAdded', { domain: fresh?.unicode ?? textField(req.body, 'domain') }));
}

async function check(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const domain = textField(req.body, 'domain');
  const member = await deps.memberDesk.checkDomain(keyOf(req), domain);
  done(req, res, checkedNotice(member, domain, reader(deps, req)));
}

async function removeDomain(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const words = reader(deps, req);
  const domain = textField(req.body, 'domain');
  const member = await deps.sealDesk.members.find(keyOf(req));
  const removed = await orRefusal(deps.sealDesk.members.removeDomain(keyOf(req), domain), ['conflict']);
  if ('refusal' in removed) return show(deps, req, res, [{ field: 'main', text: words.text('members.error.DOMAIN_IN_USE') }]);
  done(req, res, words.text('members.domainRemoved', { domain: nameOf(member, domain) }));
}

async function addOfficer(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const { text } = reader(deps, req);
  await deps.sealDesk.members.find(keyOf(req));
  const taken = await takeOfficer(deps.memberDesk, req, { key: keyOf(req), by: 'issuer', text });
  if ('problems' in taken) return show(deps, req, res, taken.problems);
  done(req, res, text('members.officerAdded', { name: taken.name }));
}
