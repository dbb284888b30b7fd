import { Readable } from 'node:stream';
import { sampleFacts } from '../../adapters/letters/samples.js';
import { letterPdf, showLetter } from '../../adapters/letters/show.js';
import { createPages } from '../../adapters/pages/render.js';
import { qrSvg } from '../../adapters/seal-art/qr.js';
import type { CaughtMails, ControllerFacts, PageDeps } from '../../api/deps.js';
import type { Whose } from '../../api/marketing.js';
import type { RequestDesk } from '../../api/request-desk.js';
import { BUILT_IN_CALENDARS } from '../../domain/clock/calendars/index.js';
import { computeClock } from '../../domain/clock/clock.js';
import { type Choice, maskDetail } from '../../domain/communications.js';
import { DomainError } from '../../domain/errors.js';
import type { CaseProof } from '../../domain/evidence/case-proof.js';
import type { IssueView } from '../../domain/newsletter.js';
import type { Addition, AdditionField, ProcessingRecord } from '../../domain/processing-record.js';
import type { ListView } from '../../domain/promotion-list.js';
import type { TopicView } from '../../domain/promotion-topic.js';
import type { RequestDetail } from '../../domain/request/detail.js';
import type { Act, NewRequest } from '../../domain/request/filing.js';
import { isReleasable } from '../../domain/request/release.js';
import { isActAllowed } from '../../domain/request/state.js';
import type { RetentionRun } from '../../domain/retention.js';
import { slaOf } from '../../domain/sla/figures.js';
import { createFakeDeskTools } from './fake-desk-tools.js';
import { FIGURES } from './figures.js';
import { buildStatement, shelve, testSealDoor } from './seals.js';

export const NOW = new Date('2026-11-23T14:03:00Z');

export const CONTROLLER: ControllerFacts = {
  name: 'Rightsdesk Seals Ltd',
  email: 'crm@rightsdesk.example',
  phone: '+44 20 7946 0000',
  address: ['12 Harbour Row', 'London', 'E1 0AA', 'United Kingdom'],
  timeZone: 'Europe/London',
  jurisdiction: 'UK',
  calendar: 'ENG',
  establishments: [
    { jurisdiction: 'UK', calendar: 'ENG', timeZone: 'Europe/London', name: 'England and Wales' },
    { jurisdiction: 'EU', calendar: 'DE', timeZone: 'Europe/Berlin', name: 'Germany' },
  ],
};

const SAMPLE_LETTER = { code: 'EXTENSION', ...sampleFacts('en', 'UK-2026-06-19').EXTENSION } as const;

/** A case as the desk would return it; every field can be set. */
export function buildDetail(over: Partial<RequestDetail> = {}): RequestDetail {
  const calendar = BUILT_IN_CALENDARS.get('ENG');
  if (!calendar) throw new Error('no calendar of England');
  const received = over.receivedAt ?? '2026-11-02T09:12:00.000Z';
  const clock = computeClock(
    { jurisdiction: 'UK', calendar: 'ENG', timeZone: 'Europe/London', right: over.right ?? 'access', received, events: [] },
    calendar,
  );
  const detail: RequestDetail = {
    id: '019a0000-0000-7000-8000-000000000001',
    reference: 'RR-2026-4F7K2M',
    right: 'access',
    status: 'deciding',
    outcome: null,
    channel: 'form',
    receivedAt: received,
    dueOn: clock.due,
    safeOn: clock.safe,
    targetOn: clock.target,
    expiresAt: clock.expiresAt,
    linked: [],
    items: [],
    organisations: [],
    regime: 'STATUTORY',
    isOverdue: clock.expiresAt !== null && new Date(clock.expiresAt) <= NOW,
    waitingFor: 'us',
    waitsForApproval: false,
    assignedTo: null,
    language: 'en',
    jurisdiction: 'UK',
    calendar: 'ENG',
    timeZone: 'Europe/London',
    identityLevel: 'L1',
    isIdentityProven: true,
    requester: { name: 'Alex Morgan', email: 'alex.morgan@example.com' },
    proofs: [],
    details: 'Please include the letters of spring 2024.',
    isUnreadable: false,
    clock,
    timeline: [
      { at: received, event: 'received', actor: 'anyone', text: 'Request received by form.' },
      { at: '2026-11-02T09:12:20.000Z', event: 'identity-requested', actor: 'system', text: 'Receipt sent.' },
      {
        at: '2026-11-02T10:31:00.000Z',
        event: 'identity-confirmed',
        actor: 'requester',
        text: 'Identity L1 confirmed with a link to the address on file.',
      },
      { at: '2026-11-02T10:31:05.000Z', event: 'search-started', actor: 'system', text: 'Search started in 3 systems.' },
      { at: '2026-11-02T10:31:40.000Z', event: 'search-completed', actor: 'system', text: '14 rows collected, 2 held back.' },
    ],
    questions: [],
    notes: [],
    approvals: [],
    complaints: [],
    isAnswerReturned: false,
    recipients: [],
    messages: [{ at: '2026-11-04T08:00:00.000Z', direction: 'in', author: 'requester', text: 'My membership number is 2231.\nThank you.' }],
    letters: [
      { id: 'letter-1', code: 'ACK', audience: 'requester', status: 'sent', createdAt: received, sentAt: '2026-11-02T09:12:20.000Z' },
    ],
    sources: [
      { system: 'registers', status: 'answered', rowCount: 9, heldBackCount: 0, isComplete: true, problem: null },
      { system: 'membership-shop', status: 'answered', rowCount: 5, heldBackCount: 2, isComplete: true, problem: null },
      { system: 'paper-archive', status: 'task-open', rowCount: 0, heldBackCount: 0, isComplete: false, problem: null },
    ],
    heldBack: [
      {
        key: 'k1',
        system: 'membership-shop',
        collection: 'address',
        reason: 'reached by reference; the e-mail in it is another one',
        verdict: null,
        row: { id: 12, street: '4 Quay Street', contact: 'sam.porter@example.com', city: 'London' },
      },
      {
        key: 'k2',
        system: 'membership-shop',
        collection: 'orders',
        reason: 'reached by reference',
        verdict: 'withheld',
        row: { id: 7, total: '14.00' },
      },
    ],
    allowedActs: [],
    ...over,
  };
  const acts = [
    'identity',
    'clarification',
    'extension',
    'fee',
    'fee-payment',
    'fee-waiver',
    'review',
    'decision',
    'approval',
    'release',
    'withdrawal',
    'classification',
    'task-done',
  ] as const;
  const facts = { ...detail, hasPackage: over.package !== undefined, hasOpenTask: false };
  const isReady = isReleasable({ ...facts, isErasureReleased: detail.erasure !== undefined && detail.erasure.releasedAt !== null });
  const allowed = acts.filter((act) => isActAllowed(act, detail.status) && (act !== 'release' || isReady));
  return { ...detail, allowedActs: over.allowedActs ?? allowed };
}

/** A desk in memory: remembers what was filed and done, for tests of the pages alone. */
export function createFakeDesk(details: RequestDetail[] = [buildDetail()]) {
  const cases = new Map(details.map((detail) => [detail.reference, detail]));
  const filed: NewRequest[] = [];
  const acts: { reference: string; act: Act }[] = [];
  const opened: string[] = [];
  const sent: string[] = [];
  const links = new Map<string, 'identity' | 'answer'>([
    ['a'.repeat(32), 'identity'],
    ['b'.repeat(32), 'answer'],
  ]);
  const first = details[0] ?? buildDetail();
  const desk: RequestDesk = {
    letters: {
      open: async () => showLetter(SAMPLE_LETTER),
      pdf: async () => ({ content: await letterPdf(SAMPLE_LETTER), filename: 'RR-2026-4F7K2M-EXTENSION.pdf' }),
      preview: async (_reference, act) => [showLetter({ ...SAMPLE_LETTER, ...('note' in act ? { note: act.note } : {}) })],
      previewPdf: async () => ({ content: await letterPdf(SAMPLE_LETTER), filename: 'RR-2026-4F7K2M-preview-EXTENSION.pdf' }),
    },
    facts: {
      questions: async () => (first.status === 'identity' ? ['phone', 'topic'] : []),
      answer: async (_reference, answers) => (answers.phone === '0101' ? 'proven' : 'wrong'),
    },
    proofs: {
      add: async (reference, { kind, files }) =>
        void sent.push(`proof ${reference} ${kind} ${files.map(({ mediaType }) => mediaType).join()}`),
      open: async () => ({ stream: Readable.from(['%PDF']), sizeBytes: 4, mediaType: 'application/pdf', filename: 'authority.pdf' }),
    },
    handIn: async (reference, { system }) => void sent.push(`finding ${reference} ${system}`),
    proveByAccount: async () => true,
    transfers: {
      question: async () => undefined,
      answer: async (reference, verdict) => void sent.push(`transfer ${reference} ${verdict}`),
      mailLink: async () => undefined,
    },
    issuers: {
      waiting: async () => ({ cases: [], hasMore: false }),
      find: async () => undefined,
      answer: async () => undefined,
      peekLink: async () => undefined,
      answerByLink: async () => ({ reference: first.reference, issuer: 'Harbour Institute' }),
      addFiles: async () => undefined,
      openFile: async () => ({ stream: Readable.from([]), sizeBytes: 0, mediaType: 'application/pdf', filename: 'x.pdf' }),
      openFileByLink: async () => ({ stream: Readable.from([]), sizeBytes: 0, mediaType: 'application/pdf', filename: 'x.pdf' }),
      name: async (slug) => slug,
      language: async () => 'en',
    },
    async file(input) {
      if (input.requester.email.endsWith('@refused.example'))
        throw new DomainError({
          code: 'INVALID_INPUT',
          kind: 'invalid',
          detail: 'no',
          fields: [{ pointer: '/requester/email', detail: 'This address cannot be used.' }],
        });
      filed.push(input);
      const linked = input.rights.slice(1).map((_, n) => `RR-2026-LNK00${n}`);
      return {
        reference: 'RR-2026-9QX3TD',
        id: 'x',
        status: 'received',
        receivedAt: NOW.toISOString(),
        dueOn: '2026-12-23',
        safeOn: '2026-12-23',
        statusUrl: '/status/RR-2026-4F7K2M/key',
        linked,
      };
    },
    async list({ status, right, overdue, q, limit, after }) {
      const all = [...cases.values()].filter(
        (one) =>
          (!status || one.status === status) &&
          (!right || one.right === right) &&
          (!overdue || one.isOverdue) &&
          (!q || one.reference.includes(q)),
      );
      const from = after ? Number(after) : 0;
      const items = all.slice(from, from + limit);
      return { items, hasMore: all.length > from + limit, after: all.length > from + limit ? String(from + limit) : null };
    },
    async detail(reference, options) {
      if (options?.opened) opened.push(reference);
      return cases.get(reference);
    },
    async act(reference, act) {
      const detail = cases.get(reference) ?? first;
      if (act.type === 'extension')
        throw new DomainError({
          code: 'ALREADY_EXTENDED',
          kind: 'conflict',
          detail: 'The time was already extended once; a second extension does not exist (GDPR Art. 12(3)).',
          article: 'GDPR Art. 12(3)',
        });
      acts.push({ reference, act });
      return detail;
    },
    async status(reference, key) {
      return key === 'key' ? cases.get(reference) : undefined;
    },
    own: async () => [
      {
        reference: 'RR-2026-4F7K2M',
        right: 'rectification',
        status: 'issuer',
        outcome: null,
        receivedAt: NOW,
        dueOn: '2026-12-23',
        safeOn: '2026-12-23',
        isOverdue: false,
        statusPath: '/status/RR-2026-4F7K2M/key',
      },
    ],
    statusUrl: ({ reference }) => `http://127.0.0.1/status/${reference}/key`,
    async peekLink(token) {
      const purpose = links.get(token);
      return purpose ? { purpose, reference: first.reference, language: first.language } : undefined;
    },
    async consumeLink(token) {
      const purpose = links.get(token);
      links.delete(token);
      return purpose ? { purpose, requestId: first.id, reference: first.reference } : undefined;
    },
    async mailStatusLink(reference, email) {
      sent.push(`status ${reference} ${email}`);
    },
    async renewAnswerLink(reference) {
      sent.push(`answer ${reference}`);
    },
    async addMessage(reference, text) {
      sent.push(`message ${reference} ${text}`);
    },
    async openNotice(id, key) {
      if (key !== 'right') return undefined;
      const data = [{ field: 'holderName', before: 'Jo Exmaple', after: 'Jo Example' }];
      return {
        recipient: 'Quay Couriers Ltd',
        act: 'rectified',
        reference: first.reference,
        isConfirmed: false,
        recordReference: id,
        data,
      };
    },
    async confirmNotice(_id, key) {
      return key === 'right';
    },
    async redeliverNotice() {},
    async openPackage() {
      return { stream: Readable.from([]), sizeBytes: 0, filename: 'x.zip' };
    },
    async sla() {
      return slaOf(FIGURES, { nowMs: NOW.getTime(), today: NOW.toISOString().slice(0, 10) }, 1);
    },
    async slaReport(month) {
      return month === '2026-11' ? { content: Buffer.from('%PDF-1.7'), filename: 'report-2026-11.pdf' } : undefined;
    },
  };
  return { desk, filed, acts, opened, sent };
}

const mail = {
  headers: { subject: 'We have your request [RR-2026-4F7K2M]', 'x-rightsdesk-letter': 'ACK' },
  text: 'We have your request.\n\nhttp://127.0.0.1:3000/link/aaaa',
  html: '<p>We have your <b>request</b>.</p><script>alert(1)</script>',
  links: ['http://127.0.0.1:3000/link/aaaa'],
  attachments: [{ filename: 'letter.pdf', contentType: 'application/pdf', size: 40_213 }],
};
export const FAKE_MAILS: CaughtMails = {
  async list({ to }) {
    const items = [
      {
        id: '7',
        from: 'crm@rightsdesk.example',
        to: 'alex.morgan@example.com',
        subject: 'We have your request [RR-2026-4F7K2M]',
        sentAt: NOW.toISOString(),
        deliveries: 1,
      },
    ];
    return items.filter((item) => !to || item.to === to);
  },
  find: async (id) => (id === '7' ? mail : undefined),
};

/** Newsletters in memory: one topic with three subscriptions, of which one objected. */
function createFakeNewsletters(): PageDeps['newsletters'] {
  const issues = new Map<string, IssueView>();
  const reach = { subscribed: 3, objected: 1, reached: 2 };
  const note = (id: string, status: IssueView['status'], event: IssueView['log'][number]['event'], by: string) => {
    const issue = issues.get(id);
    if (issue !== undefined) issues.set(id, { ...issue, status, log: [...issue.log, { event, by, at: NOW.toISOString() }] });
  };
  return {
    topics: async () => [{ topic: 'Seal news', reach }],
    list: async () => [...issues.values()],
    find: async (id) => issues.get(id),
    async write(text, by, id = '019a0000-0000-7000-8000-0000000000aa') {
      const copies = { queued: 2, sent: 0, barred: 0, failed: 0 };
      const fresh: IssueView = { ...text, id, status: 'draft', createdAt: NOW.toISOString(), sentAt: null, reach, copies, log: [] };
      issues.set(id, { ...(issues.get(id) ?? fresh), ...text });
      note(id, 'draft', 'written', by);
      return id;
    },
    propose: async (id, _typed, by) => note(id, 'proposed', 'proposed', by),
    approve: async (id, _typed, by) => note(id, 'sent', 'sent', by),
    decline: async (id, by) => note(id, 'draft', 'declined', by),
  };
}
/** Topics in memory. */
function createFakeTopics(): PageDeps['topics'] {
  const topics: TopicView[] = [
    {
      topic: 'Seal news',
      names: { en: 'Seal news', de: 'Neues über Siegel', fr: 'Actualités des sceaux' },
      isOpen: true,
      subscribed: 3,
      log: [],
    },
  ];
  const change = (topic: string, what: Partial<TopicView>) => {
    const place = topics.findIndex((one) => one.topic === topic);
    const [known] = topics.slice(place, place + 1);
    if (known !== undefined) topics[place] = { ...known, ...what };
  };
  return {
    list: async () => topics,
    find: async (topic) => topics.find((one) => one.topic === topic),
    add: async (names) => void topics.push({ topic: names.en, names, isOpen: true, subscribed: 0, log: [] }),
    rename: async (topic, names) => change(topic, { names }),
    retire: async (topic) => change(topic, { isOpen: false }),
    reopen: async (topic) => change(topic, { isOpen: true }),
  };
}
/** One person with choices in memory, under the link `good` and under every sign-in. */
function createFakeCommunications(): PageDeps['communications'] {
  let choices: Choice[] = [{ channel: 'email', topic: 'Seal news' }];
  let details = { phone: '', address: '' };
  const isKnown = (whose: Whose) => !('token' in whose) || whose.token.startsWith('good');
  const topics = [
    { topic: 'Events', label: 'Veranstaltungen und Weiterbildungen' },
    { topic: 'Seal news', label: 'Neues über Siegel' },
  ];
  const history = [{ act: 'given', channel: 'email', topic: 'Seal news', how: 'sign-up', at: NOW.toISOString() }] as const;
  return {
    async open(whose) {
      if (!isKnown(whose)) return undefined;
      const shown = (text: string) => ('token' in whose ? maskDetail(text) : text);
      const email = 'email' in whose ? whose.email : maskDetail('subscriber@example.com');
      return { email, details: { phone: shown(details.phone), address: shown(details.address) }, topics, choices, history };
    },
    async change(whose, wanted) {
      if (!isKnown(whose)) return false;
      choices = [...wanted.choices];
      details = { ...details, ...wanted.details };
      return true;
    },
    async stopAll(whose) {
      if (isKnown(whose)) choices = [];
      return isKnown(whose);
    },
  };
}
/** Sign-ups: the link `good` confirms once. */
function createFakeSignUps(): PageDeps['signUps'] {
  const links = new Set(['good']);
  const topics = ['Events', 'Seal news'];
  return {
    topics: async () => topics.map((topic) => ({ topic, label: topic })),
    ask: async () => undefined,
    peek: async (token) => (links.has(token) ? { topics, language: 'en' } : undefined),
    confirm: async (token) => (links.delete(token) ? 'good' : undefined),
  };
}
/** Lists in memory: one way and topic that two people want. */
function createFakeLists(): PageDeps['promotionLists'] {
  const lists = new Map<string, ListView>();
  const note = (id: string, status: ListView['status'], event: ListView['log'][number]['event'], by: string) => {
    const list = lists.get(id);
    if (list !== undefined) lists.set(id, { ...list, status, log: [...list.log, { event, by, at: NOW.toISOString(), rowCount: null }] });
  };
  return {
    choices: async () => [
      { channel: 'post', topic: 'Seal news', reached: 2 },
      { channel: 'partners', topic: 'partners', reached: 1 },
    ],
    list: async () => [...lists.values()],
    find: async (id) => lists.get(id),
    async write(text, by) {
      const id = '019a0000-0000-7000-8000-0000000000bb';
      lists.set(id, { ...text, id, status: 'draft', createdAt: NOW.toISOString(), releasedAt: null, reached: 2, log: [] });
      note(id, 'draft', 'written', by);
      return id;
    },
    propose: async (id, _typed, by) => note(id, 'proposed', 'proposed', by),
    release: async (id, _typed, by) => note(id, 'released', 'released', by),
    decline: async (id, by) => note(id, 'draft', 'declined', by),
    async fetch(id, by) {
      note(id, 'released', 'fetched', by);
      return { filename: 'post.csv', content: 'name,address\r\n', rowCount: 0 };
    },
  };
}
const RECORD: ProcessingRecord = {
  activity: 'shop/shop_account',
  name: 'Shop account',
  system: 'Membership shop',
  purposes: ['selling and delivering what members order'],
  persons: '',
  categories: ['user.name', 'user.contact.email'],
  recipients: ['Carrier Ltd'],
  transfers: '',
  period: 'six years after the order',
  measures: '',
  source: 'you, when you opened an account',
  basis: 'contract',
  additions: {},
};

/** Registers in memory: one activity, one disclosure, one run. */
function createFakeRegisters(): PageDeps['registers'] {
  const additions: (Addition & { field: AdditionField })[] = [];
  const runs: RetentionRun[] = [
    { kind: 'run', by: 'system', startedAt: NOW.toISOString(), finishedAt: NOW.toISOString(), counts: { visits: 12 } },
  ];
  const line = {
    at: NOW.toISOString(),
    recipient: 'Carrier Ltd',
    system: 'shop',
    categories: ['name'],
    purpose: 'delivery',
    person: '1a2b3c4d',
  };
  const standing = () => {
    const latest = new Map(additions.map(({ field, ...rest }) => [field, rest]));
    return Object.fromEntries([...latest].filter(([, { text }]) => text !== ''));
  };
  return {
    records: {
      list: async () => [{ ...RECORD, additions: standing() }],
      add: async ({ field, text }, by) => void additions.push({ field, text, by, at: NOW.toISOString() }),
      history: async () => [...additions].reverse(),
      pdf: async () => Buffer.from('%PDF-1.7'),
    },
    disclosures: {
      list: async ({ recipient }) => ({ lines: recipient === undefined || recipient === line.recipient ? [line] : [], hasMore: false }),
      recipients: async () => [line.recipient, 'Print shop'],
    },
    retention: {
      overview: async () => ({ now: { visits: 3 }, soon: { visits: 40 }, nextAt: '2026-11-24T03:00:00.000Z', runs: [...runs].reverse() }),
      async dryRun(by) {
        runs.push({ kind: 'dry-run', by, startedAt: NOW.toISOString(), finishedAt: NOW.toISOString(), counts: { visits: 3 } });
        return { visits: 3 };
      },
    },
  };
}
const notHere = async () => {
  throw new Error('no seals in these tests: they run against the real door');
};
const NO_SEALS: PageDeps['sealDesk'] = {
  list: async () => ({ items: [], hasMore: false, after: null }),
  counts: async () => ({}),
  find: notHere,
  issue: notHere,
  act: notHere,
  askRenewal: notHere,
  declineRenewal: notHere,
  supersede: notHere,
  previewReplacement: notHere,
  members: { list: notHere, find: notHere, create: notHere, change: notHere, addDomain: notHere, removeDomain: notHere },
};

const APP_KEY = { totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', totpUri: 'otpauth://totp/x', totpQr: qrSvg('otpauth://totp/x') };
const PERSON = { email: 'staff@example.com', name: 'Robin Sale', role: 'staff', mayInvite: true, state: 'active', createdAt: NOW } as const;
const SESSION = { isCurrent: false, isRemembered: false, signedInAt: NOW, usedAt: NOW };

const ACCOUNT_HISTORY = [
  { seq: 4, at: NOW, event: 'account-signed-in', data: { by: 'recovery-code' }, actorId: 'acc', role: 'staff' },
  { seq: 3, at: NOW, event: 'account-recovery-codes-made', data: { count: 10 }, actorId: 'acc', role: 'staff' },
  { seq: 2, at: NOW, event: 'account-set-up', data: { by: 'password' }, actorId: 'acc', role: 'staff' },
  { seq: 1, at: NOW, event: 'account-invited', data: { role: 'staff', mayInvite: false }, actorId: 'p2', role: 'dpo' },
];

/** What the owner of an account sees, without anything behind it. */
const FAKE_ACCOUNT: Pick<
  PageDeps,
  'ownAccount' | 'addressChange' | 'keepAddress' | 'remembering' | 'passwordReset' | 'passkeys' | 'people'
> = {
  ownAccount: {
    view: async () => ({ email: 'staff@example.com', name: 'Robin Sale', role: 'staff', hasApp: true, recoveryCodesLeft: 3 }),
    changePassword: async (_id, { current }) => (current === 'correct' ? 'done' : 'wrong'),
    newApp: async () => APP_KEY,
    connectApp: async (_id, { code }) => code === '123456',
    makeRecoveryCodes: async () => Array.from({ length: 10 }, (_, n) => `7KQ4M-2XT9${n}`),
    sessions: async () => [
      { ...SESSION, id: 'a'.repeat(64), browser: 'Firefox, Linux', isCurrent: true },
      { ...SESSION, id: 'b'.repeat(64), browser: 'Chrome Mobile, Android', isRemembered: true },
      { ...SESSION, id: 'c'.repeat(64), browser: '' },
    ],
    endSession: async () => true,
    endOtherSessions: async () => undefined,
    history: async () => ACCOUNT_HISTORY,
  },
  addressChange: {
    ask: async (_id, email) => (email === 'staff@example.com' ? 'same' : 'asked'),
    peek: async (token) => (token === 'good-token-for-tests' ? { email: 'new@example.com' } : undefined),
    confirm: async (token) => (token === 'good-token-for-tests' ? { email: 'new@example.com' } : undefined),
  },
  keepAddress: {
    peek: async (token) => (token === 'good-token-for-tests' ? { isChanged: true } : undefined),
    stop: async (token) => (token === 'good-token-for-tests' ? { result: 'kept' } : undefined),
  },
  remembering: { start: async () => ({ cookie: 's.t', series: 'ab' }), use: async () => undefined, end: async () => undefined },
  passkeys: {
    place: { id: 'localhost', origin: 'http://localhost:3000' },
    list: async () => [{ id: 'p1', name: 'Telefon der Geschäftsstelle', createdAt: NOW, usedAt: NOW }],
    newKey: async () => ({ challenge: 'x' }),
    add: async () => true,
    remove: async () => true,
    ask: async () => ({ challenge: 'x' }),
    recognise: async () => undefined,
  },
  people: {
    find: async (id) => ({ ...PERSON, id, role: 'dpo' }),
    list: async () => [
      { ...PERSON, id: 'acc' },
      {
        ...PERSON,
        id: 'p2',
        name: 'Alexandra Morgan-Lüdenscheidt',
        email: 'alexandra.morgan-luedenscheidt@sachverstaendigenvereinigung.example',
        state: 'invited',
      },
      { ...PERSON, id: 'p3', name: 'Sam Porter', email: 'sam@example.com' },
      { ...PERSON, id: 'p4', name: 'Kim Bell', email: 'kim@example.com', state: 'disabled' },
    ],
    invite: async ({ email }) => email !== 'taken@example.com',
    resend: async () => true,
    withdraw: async () => true,
    disable: async () => true,
    history: async () => ACCOUNT_HISTORY,
    gone: async () => [{ id: 'p9', begunAt: NOW }],
  },
  passwordReset: {
    ask: async () => undefined,
    peek: async (token) => (token === 'good-token-for-tests' ? { email: 'new@example.com' } : undefined),
    set: async (token) => (token === 'good-token-for-tests' ? 'done' : undefined),
  },
};

const QUIET = {
  open: 12,
  dueToday: 1,
  dueWithin7Days: 4,
  overdue: 0,
  triage: 2,
  outboxEntries: 0,
  outboxAgeSeconds: 0,
  lettersQueued: 0,
  lettersQueuedAgeSeconds: 0,
  lettersFailed: 0,
  mailsWaiting: 0,
  mailsWaitingAgeSeconds: 0,
  rootAgeSeconds: 31,
};
const EMPTY_PROOF: Omit<CaseProof, 'reference'> = {
  format: 'rightsdesk-proof-1',
  requestId: 'x',
  madeAt: NOW.toISOString(),
  events: [],
  signed: null,
};
const FAKE_OPERATION: PageDeps['operation'] = {
  figures: async () => QUIET,
  pulses: async () =>
    ['api', 'mailroom', 'worker'].map((part) => ({
      id: part,
      part,
      version: '0.1.0',
      startedAt: NOW,
      seenAt: NOW,
      logLevel: 'info',
      troubles: 0,
    })),
  wishLogLevel: async () => undefined,
};

/** Page deps over fakes. Accounts: staff@example.com / correct, code 123456. */
export function buildPageDeps(over: Partial<PageDeps> = {}): PageDeps {
  const answers = new Map<string, Promise<object>>();
  const desk = over.desk ?? createFakeDesk().desk;
  return {
    desk,
    deskTools: createFakeDeskTools(desk),
    accounts: {
      checkPassword: async (email, password) =>
        email === 'staff@example.com' && password === 'correct' ? { accountId: 'acc', needsCode: true } : undefined,
      checkCode: async (_id, code) => code === '123456',
      find: async (accountId) => (accountId === 'acc' ? { accountId, name: 'Robin Sale', role: 'staff' } : undefined),
      emailOf: async () => 'staff@example.com',
      findToken: async () => undefined,
      noteSignIn: async () => undefined,
      useRecoveryCode: async (_id, typed) => typed === '7KQ4M-2XT9P',
      browserInWords: () => 'Firefox, Linux',
    },
    ...FAKE_ACCOUNT,
    accountSetup: {
      peek: async (token) => (token === 'good-token-for-tests' ? { email: 'new@example.com', ...APP_KEY } : undefined),
      finish: async (_token, { code }) => (code === '123456' ? 'done' : 'code-wrong'),
    },
    mails: FAKE_MAILS,
    seals: testSealDoor({
      seals: [shelve(buildStatement({ domain: 'northpier.example' }))],
      now: over.now ?? (() => NOW),
    }).door,
    sealDesk: NO_SEALS,
    memberDesk: { checkDomain: notHere, officers: { list: notHere, add: notHere, remove: notHere } },
    issuerSettings: { find: notHere, logo: notHere, change: notHere },
    webhookDesk: { list: notHere, create: notHere, end: notHere, deliveries: notHere, redeliver: notHere },
    batches: { read: notHere, find: notHere, rows: notHere, confirm: notHere },
    unsubscribing: { isKnown: (token) => token === 'good', end: async (token) => token === 'good' },
    newsletters: createFakeNewsletters(),
    evidence: { prove: async (reference) => ({ proof: { ...EMPTY_PROOF, reference }, verdict: { ok: false, fault: 'shape' } }) },
    operation: FAKE_OPERATION,
    expectedParts: ['api', 'worker', 'mailroom'],
    promotionLists: createFakeLists(),
    topics: createFakeTopics(),
    registers: createFakeRegisters(),
    communications: createFakeCommunications(),
    signUps: createFakeSignUps(),
    pages: createPages(),
    once: async (scope, work) => {
      const running = answers.get(scope) ?? work();
      answers.set(scope, running);
      return (await running) as Awaited<ReturnType<typeof work>>; // the first caller of a scope decides its type
    },
    controller: CONTROLLER,
    calendars: BUILT_IN_CALENDARS,
    now: () => NOW,
    ...over,
  };
}
