import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { limitRate } from '../../middleware/rate-limit.js';
import { accountOf, signedIn } from '../../middleware/signed-in.js';
import { maySeeMemberPages } from '../../policies/member.js';
import { CHECKS_PER_ADDRESS, checkedNotice, domainView } from '../domain-view.js';
import { goTo, readForm, sendPage, textField } from '../page.js';
import { domainStateView, sealRow } from '../seal-view.js';
import { frameOf, type MemberPageDeps, ownIds, ownMember, reader } from './context.js';
import { organisationPages } from './organisation.js';
import { memberSealPages, SEALS_BASE } from './seal.js';

const LIST_LIMIT = 100;

/** The pages the mails about seals lead to: a member's own seals and organisation, and nobody else's. */
export function memberPages(deps: MemberPageDeps): Router {
  const router = Router();
  router.use('/member', signedIn(deps.accounts, deps.now), async (req, res, next) => {
    if (!maySeeMemberPages(accountOf(req)))
      throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'This is open to the accounts of members.' });
    res.locals.otherwiseLanguage = (await ownMember(deps, req)).language;
    next();
  });
  router.get('/member', (req, res) => showList(deps, req, res));
  const limitChecks = limitRate(CHECKS_PER_ADDRESS, (req) => req.ip);
  router.post('/member/domains/check', limitChecks, readForm, csrfProtection, (req, res) => check(deps, req, res));
  router.use(memberSealPages(deps), organisationPages(deps));
  return router;
}

async function showList(deps: MemberPageDeps, req: Request, res: Response): Promise<void> {
  const words = reader(deps, req);
  const after = textField(req.query, 'after');
  const [page, { domains }] = await Promise.all([
    deps.sealDesk.list({
      ...ownIds(req),
      withoutDrafts: true,
      limit: LIST_LIMIT,
      ...(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after) ? { after } : {}),
    }),
    ownMember(deps, req),
  ]);
  const stateOf = (name: string) => domains.find(({ domain }) => domain === name)?.state ?? 'unproven';
  sendPage(deps, req, res, 'member/list', {
    ...(await frameOf(deps, req)),
    title: words.text('seals.title'),
    seals: page.items.map((seal) => ({
      ...sealRow(seal, words, { now: deps.now(), base: SEALS_BASE }),
      domainState: domainStateView(stateOf(seal.domain), words),
    })),
    nextHref: page.hasMore ? `/member?after=${page.after}` : '',
    domains: domains.map((domain) => ({ ...domainView(domain, words), looksLike: '' })), // its issuer's to look at
  });
}

/** Looks for the proof of a domain of its own now. */
async function check(deps: MemberPageDeps, req: Request, res: Response): Promise<void> {
  const words = reader(deps, req);
  const { issuerSlug, memberId } = ownIds(req);
  const domain = textField(req.body, 'domain');
  const member = await deps.memberDesk.checkDomain({ id: memberId, issuerSlug }, domain);
  req.session.notice = checkedNotice(member, domain, words);
  goTo(req, res, '/member');
}
