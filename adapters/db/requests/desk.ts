import { Readable } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { FactKind } from '../../../domain/identity-facts.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { Act, Actor, FiledRequest, NewRequest } from '../../../domain/request/filing.js';
import type { ListFilter } from '../../../domain/request/list-item.js';
import type { Language } from '../../../domain/request/types.js';
import { answerTransfer, mailTransferLink, transferQuestion } from '../portability/confirm.js';
import { confirmNotice, openNotice, redeliverNotice } from '../recipients/notice-desk.js';
import { createIssuerDesk } from '../rectification/issuer-desk.js';
import { slaFigures } from '../sla/read-figures.js';
import { slaReportPdf } from '../sla/report-pdf.js';
import { isAccountOf, proveByAccount } from './account-proof.js';
import { recordAct } from './acts.js';
import { findCase, requireCase } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { detailOf } from './detail.js';
import { type HandIn, handIn } from './hand-in.js';
import { fileRequest } from './intake.js';
import { createLetterDesk } from './letter-desk.js';
import { letter, statusUrlOf } from './letters.js';
import { consumeLink, newLink, peekLink } from './links.js';
import { listRequests } from './list.js';
import type { FilingExtras } from './new-case.js';
import { ownRequests } from './own-requests.js';
import { openProof } from './proof-files.js';
import { isOverForGood } from './reopen.js';
import { SEALED } from './sealed.js';
import { mailStatusLink } from './status-link.js';
import { type SentProof, takeProof } from './take-proof.js';
import { recordTransition } from './transition.js';
import { identityQuestions, proveByFacts } from './two-facts.js';

const REQUESTER: Actor = { id: 'requester', role: 'requester' };

/** The door's use cases (api/deps.ts RequestDesk) over the database. Every write is one transaction with its evidence. */
export function createRequestDesk(deps: DeskDeps) {
  const row = (reference: string) => findCase(deps.pool, { reference });
  return {
    issuers: createIssuerDesk(deps),
    letters: createLetterDesk(deps),
    transfers: {
      question: (reference: string) => transferQuestion(deps, reference),
      answer: (reference: string, verdict: 'confirm' | 'decline') => answerTransfer(deps, reference, verdict),
      mailLink: (reference: string) => mailTransferLink(deps, reference),
    },
    file: async (input: NewRequest, actor: Actor, given: FilingExtras = {}): Promise<FiledRequest> => {
      const extras = { ...given };
      // Only the mailbox that the account itself signs in with is proven by it.
      if (extras.signedInAs !== undefined && !(await isAccountOf(deps, extras.signedInAs, input.requester.email))) delete extras.signedInAs;
      const { ids: _ids, threadId: _thread, subjectId: _subject, ...filed } = await fileRequest(deps, input, actor, extras);
      return filed;
    },
    list: (filter: ListFilter) => listRequests(deps, filter),
    detail: (reference: string, how: { opened?: Actor; timelineIn?: Language } = {}) => openDetail(deps, reference, how),
    act: (reference: string, act: Act, actor: Actor) => actPatiently(deps, reference, act, actor),
    status: async (reference: string, key: string): Promise<RequestDetail | undefined> => {
      const found = await row(reference);
      return found !== undefined && deps.vault.isStatusKey(found.id, key) ? detailOf(deps, found) : undefined;
    },
    statusUrl: (one: { id: string; reference: string }) => statusUrlOf(deps, one),
    peekLink: (token: string) => peekLink(deps, token),
    consumeLink: (token: string) => consumeLink(deps, token),
    facts: {
      questions: (reference: string) => identityQuestions(deps, reference),
      answer: (reference: string, answers: Readonly<Partial<Record<FactKind, string>>>) => proveByFacts(deps, reference, answers),
    },
    proofs: {
      add: (reference: string, sent: SentProof, actor: Actor) => takeProof(deps, reference, actor, sent),
      open: (reference: string, fileId: string, actor: Actor) => openProof(deps, reference, fileId, actor),
    },
    handIn: (reference: string, sent: HandIn, actor: Actor) => handIn(deps, reference, sent, actor),
    proveByAccount: (reference: string, accountId: string) => proveByAccount(deps, reference, accountId),
    own: (email: string) => ownRequests(deps, email),
    mailStatusLink: (reference: string, email: string) => mailStatusLink(deps, reference, email),
    renewAnswerLink: (reference: string) => renewAnswerLink(deps, reference),
    addMessage: (reference: string, text: string) => addMessage(deps, reference, text),
    openNotice: (id: string, key: string) => openNotice(deps, id, key),
    confirmNotice: (id: string, key: string) => confirmNotice(deps, id, key),
    redeliverNotice: (reference: string, id: string, actor: Actor) => redeliverNotice(deps, reference, id, actor),
    openPackage: (reference: string, actor: Actor) => openPackage(deps, reference, actor),
    sla: () => slaFigures(deps),
    slaReport: (month: string) => slaReportPdf(deps, month),
  };
}

async function openDetail(
  deps: DeskDeps,
  reference: string,
  { opened, timelineIn }: { opened?: Actor; timelineIn?: Language },
): Promise<RequestDetail | undefined> {
  const found = await findCase(deps.pool, { reference });
  if (found === undefined) return undefined;
  // RULEBOOK section 7 item 16: looking at the personal data of a case is itself evidence.
  if (opened !== undefined)
    await recordTransition(deps, { id: found.id }, opened, () => ({
      facts: [{ event: 'personal-data-shown', data: { what: 'case', itemCount: 1 } }],
    }));
  return detailOf(deps, found, deps.pool, timelineIn);
}

/** How long an act waits that is only a moment too early: the workflow is finishing the search or the package. */
const PATIENCE_MS = 15_000;

async function actPatiently(deps: DeskDeps, reference: string, act: Act, actor: Actor): Promise<RequestDetail> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      const { row } = await recordAct(deps, reference, act, actor);
      return await detailOf(deps, row);
    } catch (error) {
      if (!(error instanceof DomainError) || error.retryAfterSeconds === undefined || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}

async function addMessage(deps: DeskDeps, reference: string, text: string): Promise<void> {
  const found = await requireCase(deps.pool, { reference });
  const sealed = await deps.vault.seal(found.subject_id, text, SEALED.message);
  const message = {
    id: uuidv7(),
    thread_id: found.thread_id,
    request_id: found.id,
    direction: 'in',
    author: 'requester',
    sealed_body: sealed,
    subject_id: found.subject_id,
    at: deps.now().toISOString(),
  };
  await recordTransition(deps, { id: found.id }, REQUESTER, () => ({
    facts: [{ event: 'message-received', data: { kind: 'reply', author: 'requester' } }],
    rows: { thread_message: [message] },
  }));
  if (found.has_open_question && !isOverForGood(found)) await recordAct(deps, reference, { type: 'clarification-answer', text }, REQUESTER);
}

interface PackageRow {
  blob_id: string;
  size_bytes: string;
  sha256: string;
  expires_at: Date;
  released_at: Date | null;
}

async function openPackage(
  deps: DeskDeps,
  reference: string,
  actor: Actor,
): Promise<{ stream: Readable; sizeBytes: number; filename: string }> {
  const found = await requireCase(deps.pool, { reference });
  const { rows } = await deps.pool.query<PackageRow>(
    'SELECT blob_id, size_bytes, sha256, expires_at, released_at FROM answer_package WHERE request_id = $1',
    [found.id],
  );
  const answer = rows[0];
  requireAvailable(answer, actor, deps.now());
  if ((await deps.blobs.stat(answer.blob_id)) === undefined)
    throw new DomainError({
      code: 'PACKAGE_DELETED',
      kind: 'missing',
      detail: 'The answer was deleted at the end of its storage period; its hash stays on record. GDPR Art. 5(1)(e).',
      article: 'GDPR Art. 5(1)(e)',
    });
  await recordTransition(deps, { id: found.id }, actor, () => ({
    facts: [{ event: 'downloaded', data: { sha256: answer.sha256, by: actor.role === 'requester' ? 'requester' : 'staff' } }],
  }));
  return {
    stream: Readable.from(deps.blobs.open(answer.blob_id)),
    sizeBytes: Number(answer.size_bytes),
    filename: `${found.reference}.zip`,
  };
}

function requireAvailable(answer: PackageRow | undefined, actor: Actor, now: Date): asserts answer is PackageRow {
  const isForPerson = actor.role === 'requester';
  if (answer === undefined || (isForPerson && answer.released_at === null))
    throw new DomainError({ code: 'NO_ANSWER_YET', kind: 'missing', detail: 'There is no answer to fetch yet.' });
  if (isForPerson && answer.expires_at <= now)
    throw new DomainError({
      code: 'ANSWER_EXPIRED',
      kind: 'missing',
      detail: 'The answer can no longer be fetched here. Write to us and we send a new link.',
    });
}

const ANSWER_LINK_DAYS = 7;

/** Mails a fresh link to the answer to the address of the case; nothing happens while there is no answer. */
async function renewAnswerLink(deps: DeskDeps, reference: string): Promise<void> {
  await recordTransition(deps, { reference }, REQUESTER, async ({ client, row, now }) => {
    const { rows } = await client.query<PackageRow>('SELECT sha256, expires_at, released_at FROM answer_package WHERE request_id = $1', [
      row.id,
    ]);
    const answer = rows[0];
    if (answer?.released_at == null || answer.expires_at <= now) return undefined;
    const expiresAt = new Date(Math.min(answer.expires_at.getTime(), now.getTime() + ANSWER_LINK_DAYS * 86_400_000));
    const link = newLink(deps.vault, { requestId: row.id, purpose: 'answer', expiresAt });
    const facts = {
      downloadUrl: `${deps.settings.publicUrl}/link/${link.token}`,
      expiresAt: expiresAt.toISOString(),
      packageSha256: answer.sha256,
    };
    return {
      facts: [{ event: 'message-sent', data: {} }],
      rows: { link: [link.row] },
      letters: [letter('ANSWER_LINK', `answer-link:${link.row.id}`, facts)],
    };
  });
}
