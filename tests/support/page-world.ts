import { once } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import type { PageDeps } from '../../api/deps.js';
import type { IssuerDesk } from '../../api/request-desk.js';
import { requireEvidenceFiles } from '../../domain/rectification/evidence-file.js';
import type { IssuerAnswer, IssuerCase, RectificationView } from '../../domain/rectification/view.js';
import type { RequestDetail } from '../../domain/request/detail.js';
import type { Language, Role } from '../../domain/request/types.js';
import { buildPageApp } from './page-app.js';
import { buildDetail, buildPageDeps, createFakeDesk } from './page-fakes.js';

export const REFERENCE = 'RR-2026-4F7K2M';
export const ISSUER_LINK = `/issuer/link/${'c'.repeat(32)}`;
export const PROOF_LINK = `/link/${'a'.repeat(32)}`;
const ISSUER = { slug: 'harbour-institute', name: 'Harbour Institute' };
const AT = '2026-11-05T09:00:00.000Z';
const id = (n: number) => `019a0000-0000-7000-8000-0000000000${n.toString(16).padStart(2, '0')}`;

/** What the record answers of a rectification whose issuer was heard. */
export const ASSESSMENT = {
  known: { identity: 'proven', held: 'yes', askedBefore: 'no', daysLeft: 'more_than_seven', secondPerson: 'no', marketingObjection: 'no' },
  presumed: { subject: 'living_person', role: 'controller', agent: 'none', unfoundedOrExcessive: 'no' },
};

/** Fields to be corrected, the first with long German words in it. */
export function fieldsToCorrect(count = 2) {
  const first = {
    record: 'Mitgliedschaftsurkunde der Sachverständigenvereinigung',
    field: 'Berufsqualifikationsbezeichnung',
    current: 'Diplom-Sicherheitsingenieurin für Hafenumschlagsanlagen (Verwaltungsfachwirtprüfung)',
    proposed: 'Diplom-Sicherheitsingenieurin für Hafenumschlags- und Lagereianlagen (Verwaltungsfachwirtprüfung)',
    reason: 'Die Prüfungsordnung wurde umbenannt; die Bescheinigung liegt bei.',
  };
  return Array.from({ length: count }, (_, n) => ({
    ...(n === 0
      ? first
      : { record: `Certificate CERT-20${n}`, field: 'holder name', current: 'Alex Morgan', proposed: 'Alex Morgan-Lund' }),
    id: id(n + 1),
  }));
}

/** A rectification as the desk sees it, its issuer heard: the first field approved, the others refused. */
export function rectificationOf(count = 2): RectificationView {
  return {
    items: fieldsToCorrect(count).map(({ current, ...field }, n) => ({
      ...field,
      controller: 'issuer',
      issuer: ISSUER,
      current: [{ system: 'rightsdesk', collection: 'certificate', field: 'holderName', value: current }],
      verdict: n === 0 ? { verdict: 'approve', at: AT } : { verdict: 'refuse', reason: 'The register has no such entry.', at: AT },
      isToChange: null,
      changes: [],
    })),
    asked: [{ ...ISSUER, askedAt: '2026-11-03T09:00:00.000Z', answerBy: '2026-11-25', remindedAt: AT, escalatedAt: null }],
    issuers: [ISSUER],
    files: [{ id: id(0xf0), correction: null, name: 'Prüfungsbescheinigung.pdf', mediaType: 'application/pdf', sizeBytes: 2_040_113 }],
    statements: [],
    unheardCount: 0,
    alternativesOn: '2026-11-25',
    hasAlternatives: false,
  };
}

/** The same as the issuer sees it, nothing answered yet. */
export function issuerCaseOf(count = 2, reference = REFERENCE): IssuerCase {
  return {
    reference,
    right: 'rectification',
    status: 'issuer',
    receivedAt: '2026-11-02T09:12:00.000Z',
    dueOn: '2026-12-02',
    safeOn: '2026-12-02',
    targetOn: '2026-11-30',
    answerBy: '2026-11-25',
    requester: { name: 'Alexandra Morgan-Lüdenscheidt' },
    corrections: fieldsToCorrect(count).map((field) => ({ ...field, verdict: null })),
    questions: [],
    files: rectificationOf(count).files,
  };
}

/** What people did in the world, for tests to look at. */
export interface WorldLog {
  answers: IssuerAnswer[];
  files: string[];
}

function issuerDeskOf(cases: readonly IssuerCase[], language: Language, log: WorldLog): IssuerDesk {
  const open = () => cases.filter(({ reference }) => !answered.has(reference));
  const answered = new Set<string>();
  const answer = (reference: string, answers: readonly IssuerAnswer[]) => {
    answered.add(reference);
    log.answers.push(...answers);
  };
  const file = () => ({
    stream: Readable.from([Buffer.from('%PDF-1.4')]),
    sizeBytes: 8,
    mediaType: 'application/pdf',
    filename: 'Prüfung.pdf',
  });
  return {
    waiting: async () => ({ cases: open(), hasMore: false }),
    find: async (reference) => open().find((one) => one.reference === reference),
    answer: async (reference, answers) => answer(reference, answers),
    async peekLink() {
      const [found] = open();
      return found && { issuer: { ...ISSUER, language }, case: found };
    },
    async answerByLink(_token, answers) {
      answer(cases[0]?.reference ?? REFERENCE, answers);
      return { reference: REFERENCE, issuer: ISSUER.name };
    },
    addFiles: async (_reference, files) => void log.files.push(...requireEvidenceFiles(files, 0).map(({ name }) => name)),
    openFile: async () => file(),
    openFileByLink: async () => file(),
    name: async () => ISSUER.name,
    language: async () => language,
  };
}

interface WorldOptions {
  details?: RequestDetail[];
  issuerCases?: IssuerCase[];
  issuerLanguage?: Language;
  role?: Role;
  over?: (deps: PageDeps) => PageDeps;
}

/** The pages on a port of their own over a desk in memory, for a real browser. */
export async function openPageWorld(options: WorldOptions = {}) {
  const {
    details = [buildDetail()],
    issuerCases = [issuerCaseOf()],
    issuerLanguage = 'en',
    role = 'staff',
    over = (deps) => deps,
  } = options;
  const fake = createFakeDesk(details);
  const log: WorldLog = { answers: [], files: [] };
  const base = buildPageDeps({ desk: { ...fake.desk, issuers: issuerDeskOf(issuerCases, issuerLanguage, log) } });
  const who = { name: 'Robin Sale', role, ...(role === 'issuer' ? { issuerSlug: ISSUER.slug } : {}) };
  const accounts = { ...base.accounts, find: async (accountId: string) => ({ ...who, accountId }) };
  const server = createServer(buildPageApp(over({ ...base, accounts }))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}`,
    acts: fake.acts,
    sent: fake.sent,
    log,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
export type PageWorld = Awaited<ReturnType<typeof openPageWorld>>;
