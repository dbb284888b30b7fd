import { type Request, type Response, Router } from 'express';
import type { Actor } from '../../../domain/request/filing.js';
import { KINDS, readKind, SEAL_KINDS } from '../../../domain/seals/kinds.js';
import { SEAL_STATUSES, type SealStatus } from '../../../domain/seals/life.js';
import type { SealDetail, SealItem } from '../../../domain/seals/view.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { dayInWords, instantInWords } from '../words.js';

const LIST_LIMIT = 50;
const ACTS = ['issue', 'suspend', 'reinstate', 'renew', 'revoke'] as const;
type ShownAct = (typeof ACTS)[number];

const ACT_WORDS: Record<ShownAct, { label: string; effect: string; done: string }> = {
  issue: { label: 'Issue', effect: 'The draft is put in force and can be verified by anyone.', done: 'is issued' },
  suspend: { label: 'Suspend', effect: 'One seal on one domain is shown as suspended until you reinstate it.', done: 'is suspended' },
  reinstate: { label: 'Reinstate', effect: 'The seal is in force again.', done: 'is in force again' },
  renew: {
    label: 'Renew',
    effect: 'The seal is lengthened by the time of its kind. The member’s code stays as it is.',
    done: 'is renewed',
  },
  revoke: { label: 'Revoke', effect: 'One seal on one domain ends for good. This cannot be taken back.', done: 'is revoked' },
};
const STATUS_WORDS: Record<SealStatus, string> = {
  draft: 'Draft',
  active: 'Active',
  suspended: 'Suspended',
  revoked: 'Revoked',
  expired: 'Expired',
  superseded: 'Replaced',
};
const isStatus = (text: string): text is SealStatus => SEAL_STATUSES.some((status) => status === text);

/** The issuer's seals: list, one with its history, issue and the acts. Mounted behind the portal's own guard. */
export function issuerSealPages(deps: PageDeps): Router {
  const router = Router();
  router.get('/issuer/seals', (req, res) => showSeals(deps, req, res, []));
  router.post('/issuer/seals', readForm, csrfProtection, (req, res) => issue(deps, req, res));
  router.get('/issuer/seals/:id', async (req, res) => showSeal(deps, req, res, await ownSeal(deps, req), []));
  router.post('/issuer/seals/:id', readForm, csrfProtection, (req, res) => act(deps, req, res));
  return router;
}

function actorOf(req: Request): Actor & { issuerSlug: string } {
  const { accountId, issuerSlug = '' } = accountOf(req);
  return { id: accountId, role: 'issuer', issuerSlug };
}

const ownSeal = (deps: PageDeps, req: Request): Promise<SealDetail> =>
  deps.sealDesk.find({ id: String(req.params.id), issuerSlug: actorOf(req).issuerSlug });

async function frameOf(deps: PageDeps, req: Request) {
  const account = accountOf(req);
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  return { layout: 'issuer' as const, account, notice: notice ?? '', issuerName: await deps.desk.issuers.name(account.issuerSlug ?? '') };
}

const rowOf = (seal: SealItem) => ({
  ...seal,
  kindName: KINDS[seal.kind].name.en,
  statusWord: STATUS_WORDS[seal.status],
  until: dayInWords(seal.validUntil.slice(0, 10), 'en'),
  href: `/issuer/seals/${seal.id}`,
});

async function showSeals(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const { issuerSlug } = actorOf(req);
  const asked = { status: textField(req.query, 'status'), q: textField(req.query, 'q'), after: textField(req.query, 'after') };
  const [page, counts, members] = await Promise.all([
    deps.sealDesk.list({
      issuerSlug,
      limit: LIST_LIMIT,
      ...(isStatus(asked.status) ? { status: asked.status } : {}),
      ...(asked.q === '' ? {} : { q: asked.q }),
      ...(/^[0-9a-f-]{36}$/.test(asked.after) ? { after: asked.after } : {}),
    }),
    deps.sealDesk.counts(issuerSlug),
    deps.sealDesk.members.list({ issuerSlug, limit: 200 }),
  ]);
  const query = new URLSearchParams({
    ...(asked.status ? { status: asked.status } : {}),
    ...(asked.q ? { q: asked.q } : {}),
    after: page.after ?? '',
  });
  sendPage(deps, req, res, 'issuer/seals', {
    ...(await frameOf(deps, req)),
    title: 'Seals',
    problems,
    seals: page.items.map(rowOf),
    nextHref: page.hasMore ? `/issuer/seals?${query}` : '',
    q: asked.q,
    chosenStatus: asked.status,
    filters: SEAL_STATUSES.map((status) => ({
      status,
      label: STATUS_WORDS[status],
      count: counts[status] ?? 0,
      isChosen: status === asked.status,
    })),
    kinds: SEAL_KINDS.map((code) => ({ code, name: KINDS[code].name.en, isChosen: textField(req.body, 'kind') === code })),
    members: members.items.map(({ id, name }) => ({ id, name, isChosen: textField(req.body, 'member') === id })),
    form: { domain: textField(req.body, 'domain'), licence: textField(req.body, 'licence'), until: textField(req.body, 'until') },
  });
}

/** The fields of the form by the pointers of the wire. */
const FIELD_OF: Record<string, string> = {
  '/member': 'member',
  '/kind': 'kind',
  '/domain': 'domain',
  '/licenceNumber': 'licence',
  '/validUntil': 'until',
};

async function issue(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const actor = actorOf(req);
  const field = (name: string) => textField(req.body, name);
  const kind = readKind(field('kind'));
  const until = field('until');
  const problems: Problem[] = [
    ...(field('member') === '' ? [{ field: 'member', text: 'Choose the member' }] : []),
    ...(kind === undefined ? [{ field: 'kind', text: 'Choose the kind of seal' }] : []),
    ...(until !== '' && Number.isNaN(Date.parse(until))
      ? [{ field: 'until', text: 'Enter a date like 2027-11-23, or leave it empty' }]
      : []),
  ];
  if (problems.length > 0 || kind === undefined) return showSeals(deps, req, res, problems);
  const order = {
    member: field('member'),
    kind,
    ...(field('domain') === '' ? {} : { domain: field('domain') }),
    ...(field('licence') === '' ? {} : { licenceNumber: field('licence') }),
    ...(until === '' ? {} : { validUntil: new Date(until) }),
    isDraft: field('draft') === 'yes',
  };
  const done = await orRefusal(deps.sealDesk.issue(actor.issuerSlug, order, actor), ['invalid', 'conflict']);
  if ('refusal' in done) {
    const { fields, detail } = done.refusal;
    const wrong = fields.map((one) => ({ field: FIELD_OF[one.pointer] ?? 'main', text: one.detail }));
    return showSeals(deps, req, res, wrong.length > 0 ? wrong : [{ field: 'main', text: detail }]);
  }
  req.session.notice = `The seal of ${done.value.seal.member} for ${done.value.seal.domainUnicode} is ${order.isDraft ? 'drafted' : 'issued'}.`;
  goTo(req, res, `/issuer/seals/${done.value.seal.id}`);
}

async function showSeal(deps: PageDeps, req: Request, res: Response, seal: SealDetail, problems: Problem[]): Promise<void> {
  sendPage(deps, req, res, 'issuer/seal', {
    ...(await frameOf(deps, req)),
    title: `${KINDS[seal.kind].name.en}: ${seal.member}`,
    problems,
    seal: {
      ...rowOf(seal),
      states: seal.states,
      licenceNumber: seal.licenceNumber ?? '',
      domainUnicode: seal.domainUnicode,
      isTwofold: seal.domainUnicode !== seal.domain,
      domainState: seal.domainState,
      since: dayInWords(seal.validFrom.slice(0, 10), 'en'),
      supersedes: seal.supersedes ?? '',
      supersededBy: seal.supersededBy ?? '',
      isPublic: seal.isPublic,
      open: seal.open.map(({ kind, dueAt }) => ({ kind, due: dayInWords(dueAt.slice(0, 10), 'en') })),
      history: seal.history.map(({ at, text, reason, role }) => ({
        at: instantInWords(at, 'en', 'UTC'),
        text,
        reason: reason ?? '',
        role,
      })),
    },
    acts: ACTS.filter((name) => seal.acts.includes(name)).map((name) => ({
      name,
      ...ACT_WORDS[name],
      isChosen: textField(req.body, 'act') === name,
    })),
    mayRevoke: seal.acts.includes('revoke'),
    reason: textField(req.body, 'reason'),
    typed: textField(req.body, 'confirm'),
  });
}

async function act(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const seal = await ownSeal(deps, req);
  const name = ACTS.find((one) => one === textField(req.body, 'act'));
  const reason = textField(req.body, 'reason');
  const needsReason = name === 'suspend' || name === 'revoke';
  const problems: Problem[] = [
    ...(name === undefined ? [{ field: 'act', text: 'Choose what to do' }] : []),
    ...(needsReason && reason === '' ? [{ field: 'reason', text: 'Say why: it is kept in the history of the seal' }] : []),
    ...(name === 'revoke' && textField(req.body, 'confirm') !== seal.domain
      ? [{ field: 'confirm', text: `Type ${seal.domain} to revoke its seal` }]
      : []),
  ];
  if (problems.length > 0 || name === undefined) return showSeal(deps, req, res, seal, problems);
  const actor = actorOf(req);
  const change = reason === '' ? {} : { reason };
  const done = await orRefusal(deps.sealDesk.act(name, { id: seal.id, issuerSlug: actor.issuerSlug }, change, actor), [
    'conflict',
    'invalid',
  ]);
  if ('refusal' in done) return showSeal(deps, req, res, seal, [{ field: 'main', text: done.refusal.detail }]);
  req.session.notice = `The seal of ${seal.member} for ${seal.domainUnicode} ${ACT_WORDS[name].done}.`;
  goTo(req, res, `/issuer/seals/${seal.id}`);
}
