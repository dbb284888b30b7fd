import { Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { mayActOnRequest, mayShowPersonalData } from '../../policies/request.js';
import type { IncomingItem, PortabilityDoor } from '../../portability/door.js';
import { goTo, readForm, sendPage, textField } from '../page.js';
import { instantInWords, sizeInWords } from '../words.js';
import { frameOf } from './context.js';

const STATE = {
  received: { kind: 'soon', word: 'to be looked at' },
  accepted: { kind: 'calm', word: 'accepted' },
  rejected: { kind: 'held', word: 'rejected' },
} as const satisfies Record<IncomingItem['status'], { kind: string; word: string }>;

const SENDER = { pending: 'to be looked at', approved: 'approved', refused: 'refused' } as const;

/** Packages that other organisations handed over for a person (GDPR Art. 20(2)), and which organisations may. Mounted behind the desk. */
export function incomingPages(deps: PageDeps & { portability: PortabilityDoor }): Router {
  const { portability } = deps;
  const router = Router();
  const instant = (at: string) => instantInWords(at, 'en', deps.controller.timeZone);
  router.get('/desk/incoming', async (req, res) => {
    const [items, senders] = await Promise.all([portability.incoming(), portability.senders()]);
    const isShown = mayShowPersonalData(accountOf(req));
    sendPage(deps, req, res, 'desk/incoming', {
      ...frameOf(req, 'incoming'),
      title: 'From other organisations',
      items: items.map((item) => ({
        ...item,
        person: isShown ? `${item.person.name}, ${item.person.email}` : 'not shown to auditors',
        size: sizeInWords(item.sizeBytes, 'en'),
        receivedAt: instant(item.receivedAt),
        state: STATE[item.status],
        isOpen: item.status === 'received',
        hasFile: item.status !== 'rejected' && isShown,
      })),
      senders: senders.map((sender) => ({
        ...sender,
        firstSeenAt: instant(sender.firstSeenAt),
        state: SENDER[sender.status],
        isPending: sender.status === 'pending',
      })),
    });
  });
  router.get('/desk/incoming/:id/file', async (req, res) => {
    if (!mayShowPersonalData(accountOf(req))) throw notForThisRole();
    const { stream, sizeBytes, filename } = await portability.open(idOf(req.params.id));
    res.set({
      'Content-Type': 'application/zip',
      'Content-Length': String(sizeBytes),
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    });
    stream.pipe(res);
  });
  router.post('/desk/incoming/:id', readForm, csrfProtection, async (req, res) => {
    const account = accountOf(req);
    if (!mayActOnRequest(account)) throw notForThisRole();
    await portability.decide(idOf(req.params.id), textField(req.body, 'verdict') === 'accept' ? 'accepted' : 'rejected', account.accountId);
    goTo(req, res, '/desk/incoming');
  });
  router.post('/desk/senders', readForm, csrfProtection, async (req, res) => {
    const account = accountOf(req);
    if (!mayActOnRequest(account)) throw notForThisRole();
    await portability.decideSender(textField(req.body, 'origin'), textField(req.body, 'verdict') === 'approve', account.accountId);
    goTo(req, res, '/desk/incoming');
  });
  return router;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function idOf(id: unknown): string {
  if (typeof id === 'string' && UUID.test(id)) return id;
  throw new DomainError({ code: 'INCOMING_NOT_FOUND', kind: 'missing', detail: 'There is no such package.' });
}

function notForThisRole(): DomainError {
  return new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'Only the rights desk takes packages in.' });
}
