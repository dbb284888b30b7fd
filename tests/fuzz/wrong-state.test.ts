import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { recordAct } from '../../adapters/db/requests/acts.js';
import { requireCase } from '../../adapters/db/requests/case-row.js';
import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { detailOf } from '../../adapters/db/requests/detail.js';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import { EXAMPLES } from '../../api/openapi-examples.js';
import { ACT_FORMS } from '../../api/pages/desk/act-forms.js';
import { ACTS } from '../../api/requests/act-schema.js';
import type { Act, ActType } from '../../domain/request/filing.js';
import { isActAllowed } from '../../domain/request/state.js';
import { RIGHTS, type Right, STATUSES, type Status } from '../../domain/request/types.js';
import { type DeskBrowser, hire, openDeskBrowser } from '../support/desk-people.js';
import { openTestDoor, type TestDoor } from '../support/door.js';
import { IS_LONG_RUN } from '../support/long-run.js';
import { openBrowser } from '../support/page-browser.js';

/** The ordinary run takes some of the pairs of act and state, each under one right; the long run all under all six. */
const STAFF = { id: 'robin', role: 'staff' } as const;
const HAS_FORM: ReadonlySet<string> = new Set([...Object.keys(ACT_FORMS), 'review']);
const ACT_TYPES = Object.keys(ACTS) as ActType[];

interface Filed {
  id: string;
  reference: string;
  statusUrl: string;
}

/** What makes a case stand in each state, beside what stands in the states before it. */
const STANDS: Readonly<Record<Status, string>> = {
  triage: `"right" = NULL`,
  received: `acknowledged_at = NULL`,
  acknowledged: `acknowledged_at = now()`,
  identity: `acknowledged_at = now(), identity_asked_at = now()`,
  clarification: `is_identity_proven = true, identity_level = 'L3', acknowledged_at = now(), collected_at = now()`,
  fee: `is_identity_proven = true, identity_level = 'L3', acknowledged_at = now(), collected_at = now(), regime = 'POLICY_ONLY'`,
  assessing: `is_identity_proven = true, identity_level = 'L3', acknowledged_at = now()`,
  issuer: `is_identity_proven = true, identity_level = 'L3', acknowledged_at = now(), collected_at = now()`,
  deciding: `is_identity_proven = true, identity_level = 'L3', acknowledged_at = now(), collected_at = now()`,
  fulfilling: `is_identity_proven = true, identity_level = 'L3', acknowledged_at = now(), collected_at = now(), decided_at = now(), decided_by = 'robin', outcome = 'granted'`,
  answered: `is_identity_proven = true, identity_level = 'L3', acknowledged_at = now(), collected_at = now(), decided_at = now(), decided_by = 'robin', outcome = 'granted', answered_at = now()`,
  closed: `acknowledged_at = now(), outcome = 'withdrawn', closed_at = now()`,
};
/** Some states come from an act, after which the status follows from the facts. */
const BY_ACT: Partial<Record<Status, Act>> = {
  clarification: { type: 'clarification', question: 'Which years?' },
  fee: { type: 'fee', ground: 'policy-corporate', amountMinor: 450, currency: 'GBP', calculation: 'Copying.', covers: ['copying'] },
};

describe('acts in a state that does not allow them', () => {
  let door: TestDoor;
  let anna: DeskBrowser;
  let token: string;
  beforeAll(async () => {
    door = await openTestDoor(0);
    token = door.tokens[0] ?? '';
    anna = await openDeskBrowser(door, await hire(door, 'Anna'));
  }, 120_000);
  afterAll(() => door.close());

  const cases = new Map<string, Filed>();
  const records = new Map<string, unknown>();

  async function caseIn(status: Status, right: Right): Promise<Filed> {
    const known = cases.get(`${status} ${right}`);
    if (known !== undefined) return known;
    const { foundation } = door;
    const filed = await createRequestDesk(foundation).file(
      {
        rights: status === 'triage' ? [] : [right],
        requester: { name: 'Ida Quellmann', email: `${crypto.randomUUID()}@example.org` },
        channel: 'api',
        language: 'en',
        ...(right === 'rectification' ? { corrections: [{ record: 'diploma', field: 'grade', proposed: 'Master' }] } : {}),
        ...(right === 'objection' ? { objection: { kind: 'legitimate_interest', grounds: 'My situation.' } } : {}),
        ...(right === 'portability' ? { transferTo: 'https://other.example' } : {}),
      },
      { id: 'anyone', role: 'anyone' },
      { triage: status === 'triage' },
    );
    if (right === 'rectification') await createCaseSteps(foundation).sortCorrections(filed.id, new Date());
    await foundation.pool.query(`UPDATE request SET ${STANDS[status]} WHERE id = $1`, [filed.id]);
    const first = BY_ACT[status];
    await foundation.pool.query('UPDATE request SET status = $2 WHERE id = $1', [filed.id, first === undefined ? status : 'deciding']);
    if (first !== undefined) await recordAct(foundation, filed.reference, first, STAFF);
    expect((await requireCase(foundation.pool, { id: filed.id })).status).toBe(status);
    cases.set(`${status} ${right}`, filed);
    return filed;
  }

  /** The row, and all that an act can write beside it. */
  async function recordOf({ id }: Filed): Promise<unknown> {
    const { rows } = await door.foundation.pool.query(
      `SELECT (SELECT row_to_json(r)::text FROM request r WHERE id = $1) AS request,
         (SELECT string_agg(encode(hash, 'hex'), ',' ORDER BY seq) FROM evidence WHERE request_id = $1) AS chain,
         ${['letter', 'clock_event', 'approval', 'link', 'answer_package', 'question', 'fee', 'held_act', 'correction', 'restriction', 'restriction_terms', 'stopped_processing', 'human_task', 'evidence_file', 'proof_file', 'complaint', 'case_note', 'case_item', 'record_statement', 'thread_message', 'issuer_request'].map((table) => `(SELECT json_agg(x)::text FROM "${table}" x WHERE x.request_id = $1) AS "${table}"`).join(', ')},
         (SELECT count(*) FROM outbox WHERE target_id = $1) AS outbox`,
      [id],
    );
    return rows[0];
  }

  /** Which of the rights are tried with this act in this state. */
  const rightsFor = (status: Status, act: number): readonly Right[] => {
    if (status === 'triage') return ['access'];
    if (status === 'issuer') return ['rectification'];
    return IS_LONG_RUN ? RIGHTS : [RIGHTS[(act + STATUSES.indexOf(status)) % RIGHTS.length] ?? 'access'];
  };

  /** Tries every act that a state does not allow and says what was not refused as it should be. */
  async function tryAll(
    every: number,
    tryOne: (filed: Filed, type: ActType) => Promise<string | undefined>,
  ): Promise<{ tried: number; bad: string[] }> {
    const bad: string[] = [];
    let tried = 0;
    for (const status of STATUSES)
      for (const [index, type] of ACT_TYPES.entries()) {
        if (isActAllowed(type, status) || (!IS_LONG_RUN && index % every !== 0)) continue;
        for (const right of rightsFor(status, index)) {
          const filed = await caseIn(status, right);
          const before = records.get(filed.id) ?? (await recordOf(filed));
          records.set(filed.id, before);
          const problem = await tryOne(filed, type);
          tried += 1;
          if (problem !== undefined) bad.push(`${right} ${status} ${type}: ${problem}`);
          try {
            expect(await recordOf(filed)).toEqual(before);
          } catch (error) {
            bad.push(`${right} ${status} ${type} changed something: ${String(error)}`);
          }
        }
      }
    return { tried, bad };
  }

  it('on the wire are 409 with code and article, and change nothing', async () => {
    const { tried, bad } = await tryAll(2, async ({ reference }, type) => {
      const { status, body } = await request(door.app)
        .post(`/api/v1/requests/${reference}/${type}`)
        .set('authorization', `Bearer ${token}`)
        .send(EXAMPLES[`post /api/v1/requests/{reference}/${type}`] as object);
      const code = `${type.replaceAll('-', '_').toUpperCase()}_NOT_POSSIBLE_NOW`;
      const isRight = status === 409 && body.code === code && body.detail.endsWith('GDPR Art. 12(3).');
      return isRight ? undefined : `${status} ${JSON.stringify(body).slice(0, 300)}`;
    });
    expect(bad).toEqual([]);
    expect(tried).toBeGreaterThan(60);
    expect(door.faults).toEqual([]);
  }, 600_000);

  it('at the desk are a page that says why and what comes first, and change nothing', async () => {
    const csrf = tokenOf((await anna.get('/desk/entry')).text);
    const { tried, bad } = await tryAll(8, async ({ reference }, type) => {
      if (!HAS_FORM.has(type)) return undefined; // these have a place of their own on the page of the case
      const answer = anna.agent.post(`/desk/requests/${reference}/acts/${type}`).set('accept', 'text/html').type('form');
      const { status, text } = await answer.send({ _csrf: csrf }); // an empty form is told of the state, not of its fields
      return status === 409 && text.includes('is not possible while the request is in the state')
        ? undefined
        : `${status} ${summaryOf(text)}`;
    });
    expect(bad).toEqual([]);
    expect(tried).toBeGreaterThan(15);
    expect(door.faults).toEqual([]);
  }, 600_000);

  it('on the pages of the person are said in plain words, and change nothing', async () => {
    const browser = openBrowser(door.app);
    const csrf = tokenOf((await browser.get('/request/what')).text);
    const bad: string[] = [];
    let tried = 0;
    for (const [n, status] of STATUSES.entries())
      for (const right of rightsFor(status, n)) {
        const filed = await caseIn(status, right);
        const home = new URL(filed.statusUrl).pathname;
        const row = await requireCase(door.foundation.pool, { id: filed.id });
        const { allowedActs } = await detailOf(door.foundation, row);
        for (const [form, wrong] of Object.entries(FORMS).filter((_, index) => IS_LONG_RUN || (index + n) % 4 === 0)) {
          if (!wrong.isWrong({ status, right, allowedActs })) continue;
          const before = records.get(filed.id) ?? (await recordOf(filed));
          records.set(filed.id, before);
          const sent = await browser.agent
            .post(`${home}/${form}`)
            .set('accept', 'text/html')
            .type('form')
            .send({ _csrf: csrf, ...wrong.fields });
          const shown = sent.status === 303 ? await browser.get(String(sent.headers.location)) : sent;
          const last = shown.status === 303 ? await browser.get(String(shown.headers.location)) : shown;
          tried += 1;
          const isSaid = SAID.some((words) => last.text.includes(words));
          if (last.status >= 400 || !isSaid) bad.push(`${right} ${status} ${form}: ${sent.status} ${last.status} ${summaryOf(last.text)}`);
          if (JSON.stringify(await recordOf(filed)) !== JSON.stringify(before)) bad.push(`${right} ${status} ${form} changed something`);
        }
      }
    expect(bad).toEqual([]);
    expect(tried).toBeGreaterThan(15);
    expect(door.faults).toEqual([]);
  }, 600_000);
});

interface Where {
  status: Status;
  right: Right;
  allowedActs: readonly ActType[];
}

const NOBODY_ASKED = () => true; // of these cases none waits for such a file, answer or word
/** The forms behind the link of a status page, with what would stand in them, and where each has no place. */
const FORMS: Readonly<Record<string, { fields?: Record<string, string>; isWrong(where: Where): boolean }>> = {
  withdraw: { isWrong: ({ status }) => !isActAllowed('withdrawal', status) },
  restrict: { isWrong: ({ allowedActs }) => !allowedActs.includes('restrict-meanwhile') },
  statement: {
    fields: { text: 'I see it otherwise.' },
    isWrong: ({ right, status }) => right !== 'rectification' || status !== 'answered',
  },
  'fee/pay': { isWrong: ({ status }) => status !== 'fee' },
  'fee/narrowing': { fields: { narrowing: 'Only last year.' }, isWrong: ({ status }) => status !== 'fee' },
  'fee/dispute': { fields: { dispute: 'It was the first copy.' }, isWrong: ({ status }) => status !== 'fee' },
  identity: { isWrong: NOBODY_ASKED },
  account: { isWrong: ({ status }) => status !== 'identity' },
  authority: { isWrong: NOBODY_ASKED },
  document: { isWrong: NOBODY_ASKED },
  transfer: { fields: { verdict: 'confirm' }, isWrong: NOBODY_ASKED },
  'transfer-link': { isWrong: NOBODY_ASKED },
};
/** What such a page says: the fact, and where to read what is possible. */
const SAID = [
  'That is not possible at this point of your request; nothing was changed.',
  'That is not possible any more. Below is how things stand.',
];

const tokenOf = (html: string): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
const summaryOf = (html: string): string =>
  (/class="summary"[\s\S]*?<\/div>/.exec(html)?.[0] ?? html)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300);
