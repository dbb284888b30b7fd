import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LetterFacts } from '../../../domain/letters/facts.js';
import type { Act, Actor, NewRequest } from '../../../domain/request/filing.js';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { renderCodedLetter } from '../../letters/render.js';
import { recordAct } from './acts.js';
import { fileRequest } from './intake.js';
import { createLetterDesk } from './letter-desk.js';
import { previewAct } from './preview-act.js';
import { answerByLetter } from './steps/fulfil.js';

const STAFF: Actor = { id: 'desk-one', role: 'staff' };
/** GDPR Art. 12(5): waits for a second person. */
const EXCESSIVE = {
  type: 'decision',
  outcome: 'refused',
  reasons: 'Twelve equal requests in a month.',
  facts: { unfoundedOrExcessive: 'proven' },
  evidence: ['Requests of 1 to 20 November'],
  note: 'We spoke about this on the telephone.',
} satisfies Act;
const NOTE = 'We spoke about this on the telephone.';

describe('the preview of an act', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
  }, 120_000);
  afterAll(() => desk.close());

  /** A case whose person is known and whose search is over. */
  async function caseOf(input: Partial<NewRequest>): Promise<{ id: string; reference: string }> {
    const filed = await fileRequest(
      desk.deps,
      { rights: ['access'], requester: { name: 'Aoife Byrne', email: 'aoife@example.org' }, channel: 'form', language: 'en', ...input },
      { id: 'anyone', role: 'anyone' },
    );
    await desk.deps.pool.query(
      `UPDATE request SET is_identity_proven = true, identity_level = 'L3', acknowledged_at = now(), collected_at = now() WHERE id = $1`,
      [filed.id],
    );
    await desk.deps.pool.query(`UPDATE request SET status = 'deciding' WHERE id = $1`, [filed.id]);
    return filed;
  }

  /** Everything that an act can write, as one text. */
  async function recordOf(id: string): Promise<string> {
    const { rows } = await desk.deps.pool.query(
      `SELECT (SELECT row_to_json(r)::text FROM request r WHERE id = $1) AS request,
         (SELECT count(*) FROM evidence WHERE request_id = $1) AS evidence, (SELECT count(*) FROM letter WHERE request_id = $1) AS letters,
         (SELECT count(*) FROM clock_event WHERE request_id = $1) AS clock, (SELECT count(*) FROM outbox WHERE target_id = $1) AS outbox,
         (SELECT count(*) FROM approval WHERE request_id = $1) AS approvals, (SELECT count(*) FROM link WHERE request_id = $1) AS links,
         (SELECT count(*) FROM answer_package WHERE request_id = $1) AS packages, (SELECT count(*) FROM question WHERE request_id = $1) AS questions,
         (SELECT count(*) FROM restriction WHERE request_id = $1) AS restrictions, (SELECT count(*) FROM stopped_processing WHERE request_id = $1) AS stopped`,
      [id],
    );
    return JSON.stringify(rows);
  }

  const bodyOf = (facts: LetterFacts) => renderCodedLetter(facts).text;

  async function previewed({ id, reference }: { id: string; reference: string }, act: Act): Promise<LetterFacts[]> {
    const before = await recordOf(id);
    const letters = await previewAct(desk.deps, reference, act, STAFF);
    expect(await recordOf(id)).toBe(before);
    return letters;
  }

  const cases: [string, Partial<NewRequest>, Act, string][] = [
    ['a message', {}, { type: 'message', text: 'The archive opens on Monday.', note: NOTE }, 'MESSAGE'],
    ['a question', {}, { type: 'clarification', question: 'Which years?', note: NOTE }, 'CLARIFICATION'],
    ['an extension', {}, { type: 'extension', ground: 'complexity', reasons: 'Four offices and eleven years.', note: NOTE }, 'EXTENSION'],
    ['a withdrawal', {}, { type: 'withdrawal', note: NOTE }, 'CLOSED'],
    ['a granted copy', {}, { type: 'decision', outcome: 'granted', reasons: 'All of it.', note: NOTE }, 'DISCLOSURE'],
    ['nothing held', {}, { type: 'decision', outcome: 'not-held', reasons: 'Nothing found.', note: NOTE }, 'NOT_HELD'],
    [
      'a granted restriction',
      { rights: ['restriction'] },
      { type: 'decision', outcome: 'granted', reasons: 'Contested.', note: NOTE },
      'RESTRICTED',
    ],
    [
      'an upheld objection',
      { rights: ['objection'], objection: { kind: 'legitimate_interest', grounds: 'My situation.' } },
      { type: 'decision', outcome: 'granted', reasons: 'Your situation weighs more.', note: NOTE },
      'OBJECTION_UPHELD',
    ],
  ];

  it.each(cases)('of %s shows its letter with the note, and leaves the record as it was', async (_what, input, act, code) => {
    const letters = await previewed(await caseOf(input), act);
    expect(letters.map((letter) => letter.code)).toEqual([code]);
    expect(letters.map(bodyOf).join()).toContain(NOTE);
  });

  const handedOn: [string, Partial<NewRequest>, Act[], Act, string][] = [
    [
      'a forwarded case',
      {},
      [],
      { type: 'forward', to: 'Crafts Office', contact: 'privacy@crafts.example', why: 'It keeps the register.', note: NOTE },
      'FORWARDED',
    ],
    [
      'an agent without proof',
      { onBehalfOf: 'Ida Quellmann' },
      [],
      { type: 'authority', verdict: 'missing', how: 'No paper came with it.', note: NOTE },
      'AUTHORITY_REQUEST',
    ],
    ['a complaint by letter', {}, [], { type: 'complaint', text: 'It took too long.', channel: 'post', note: NOTE }, 'COMPLAINT_ACK'],
    [
      'the progress of a complaint',
      {},
      [{ type: 'complaint', text: 'It took too long.' }],
      { type: 'complaint-progress', text: 'We have read the file.', note: NOTE },
      'COMPLAINT_PROGRESS',
    ],
    [
      'the outcome of a complaint',
      {},
      [{ type: 'complaint', text: 'It took too long.' }],
      { type: 'complaint-outcome', finding: 'upheld', reasons: 'It did.', note: NOTE },
      'COMPLAINT_OUTCOME',
    ],
  ];

  it.each(handedOn)(
    'of %s shows its letter with the note, and the letter that goes out has it',
    async (_what, input, before, act, code) => {
      const filed = await caseOf(input);
      for (const one of before) await recordAct(desk.deps, filed.reference, one, STAFF);
      const letters = await previewed(filed, act);
      expect(letters.map((letter) => letter.code)).toEqual([code]);
      expect(letters.map(bodyOf).join()).toContain(NOTE);
      await recordAct(desk.deps, filed.reference, act, STAFF);
      const { rows } = await desk.deps.pool.query<{ id: string }>('SELECT id FROM letter WHERE request_id = $1 AND code = $2', [
        filed.id,
        code,
      ]);
      const opened = await createLetterDesk(desk.deps).open(filed.reference, rows[0]?.id ?? '', { id: filed.id, role: 'requester' });
      expect(opened.text).toContain(NOTE);
    },
  );

  it('of a step that writes no letter refuses the note that nobody would read', async () => {
    const filed = await caseOf({ onBehalfOf: 'Ida Quellmann' });
    const act: Act = { type: 'authority', verdict: 'confirmed', how: 'A signed note.', note: NOTE };
    await expect(recordAct(desk.deps, filed.reference, act, STAFF)).rejects.toMatchObject({ code: 'NO_LETTER_FOR_NOTE', kind: 'invalid' });
  });

  it('of a refusal that a second person has to approve shows the letter it leads to', async () => {
    const filed = await caseOf({});
    const letters = await previewed(filed, EXCESSIVE);
    expect(letters.map((letter) => letter.code)).toEqual(['REFUSAL']);
    expect(letters.map(bodyOf).join()).toContain('Twelve equal requests');
    expect(letters.map(bodyOf).join()).toContain(NOTE);
  });

  it('can be read by the second person before approving, and not by the first', async () => {
    const filed = await caseOf({});
    const reasons = 'Twelve equal requests in a month.';
    await recordAct(desk.deps, filed.reference, { ...EXCESSIVE, reasons }, STAFF);
    const before = await recordOf(filed.id);
    expect(before).toContain('"approvals":"1"');
    const second: Actor = { id: 'desk-two', role: 'staff' };
    const letters = await previewAct(desk.deps, filed.reference, { type: 'approval', approve: true }, second);
    expect(letters.map((letter) => letter.code)).toEqual(['REFUSAL']);
    expect(letters.map(bodyOf).join()).toContain(NOTE);
    await expect(previewAct(desk.deps, filed.reference, { type: 'approval', approve: true }, STAFF)).rejects.toMatchObject({
      code: 'SECOND_PERSON_NEEDED',
    });
    expect(await recordOf(filed.id)).toBe(before);
  });

  it('meets the refusal that the act would meet', async () => {
    const filed = await caseOf({});
    await expect(previewAct(desk.deps, filed.reference, { type: 'release' }, STAFF)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('is the letter that then goes out, and stands in the case as it was written', async () => {
    const filed = await caseOf({});
    const act: Act = { type: 'decision', outcome: 'not-held', reasons: 'We searched every system and found nothing.', note: NOTE };
    const [shown] = await previewed(filed, act);
    await recordAct(desk.deps, filed.reference, act, STAFF);
    await answerByLetter(desk.deps, filed.id, new Date());
    const { rows } = await desk.deps.pool.query<{ id: string }>(`SELECT id FROM letter WHERE request_id = $1 AND code = 'NOT_HELD'`, [
      filed.id,
    ]);
    const letters = createLetterDesk(desk.deps);
    const opened = await letters.open(filed.reference, rows[0]?.id ?? '', { id: filed.id, role: 'requester' });
    expect(shown === undefined ? '' : bodyOf(shown)).toBe(opened.text);
    expect(opened.text).toContain(NOTE);
  });

  it('and every opened letter is a look at personal data, without the keys of the person', async () => {
    const filed = await caseOf({});
    await recordAct(desk.deps, filed.reference, { type: 'clarification', question: 'Which years?' }, STAFF);
    const { rows } = await desk.deps.pool.query<{ id: string }>('SELECT id FROM letter WHERE request_id = $1', [filed.id]);
    const letters = createLetterDesk(desk.deps);
    const looks = async () =>
      (await desk.deps.pool.query(`SELECT 1 FROM evidence WHERE request_id = $1 AND event = 'personal-data-shown'`, [filed.id])).rowCount;
    const id = rows[0]?.id ?? '';
    const key = /\/status\/RR-[^/]+\/([^\s/]+)/;
    expect((await letters.open(filed.reference, id, { id: filed.id, role: 'requester' })).text).toMatch(key);
    expect(await looks()).toBe(0);
    const forStaff = await letters.open(filed.reference, id, STAFF);
    expect(key.exec(forStaff.text)?.[1]).toBe('…');
    const { content, filename } = await letters.pdf(filed.reference, id, STAFF);
    expect(content.subarray(0, 5).toString()).toBe('%PDF-');
    expect(filename).toBe(`${filed.reference}-CLARIFICATION.pdf`);
    await letters.preview(filed.reference, { type: 'withdrawal' }, STAFF);
    expect(await looks()).toBe(3);
    const elsewhere = await caseOf({});
    await expect(letters.open(elsewhere.reference, id, STAFF)).rejects.toMatchObject({ kind: 'missing' });
  });
});
