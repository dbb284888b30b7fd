import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Office, openOffice } from '../support/office.js';

describe('restriction over its whole time (GDPR Art. 18)', () => {
  let office: Office;
  // One office each: the time that one test lets pass is not that of the next.
  beforeEach(async () => {
    office = await openOffice();
  }, 120_000);
  afterEach(() => office.close(), 60_000);

  const pool = () => office.foundation.pool;
  const person = (name: string) => ({ name: 'Maren Restrict', email: `${name}@example.org` });

  /** As if no server had taken the letter yet. */
  async function unsend(reference: string, code: string): Promise<void> {
    await office.settle();
    const owner = new pg.Client({ connectionString: office.database.ownerUrl });
    await owner.connect();
    const id = await office.idOf(reference);
    await owner.query(`UPDATE letter SET status = 'queued', sent_at = NULL WHERE request_id = $1 AND code = $2`, [id, code]);
    await owner.query('UPDATE restriction SET lift_notice_sent_at = NULL WHERE request_id = $1', [id]);
    await owner.end();
  }

  async function markSent(reference: string, code: string): Promise<void> {
    await pool().query(`UPDATE letter SET status = 'sent', sent_at = now() WHERE request_id = $1 AND code = $2 AND status = 'queued'`, [
      await office.idOf(reference),
      code,
    ]);
  }

  async function restrictionOf(reference: string) {
    const { rows } = await pool().query<{ id: string; ground: string; lifted_at: Date | null; lift_on: string | null }>(
      'SELECT * FROM restriction WHERE request_id = $1',
      [await office.idOf(reference)],
    );
    return rows[0];
  }

  async function subscribed(email: string): Promise<number> {
    const { rows } = await pool().query<{ n: number }>(
      `SELECT count(*)::int AS n FROM newsletter n JOIN subject s ON s.id = n.subject_id WHERE s.email_index = $1`,
      [office.foundation.vault.blindIndex(email)],
    );
    return rows[0]?.n ?? 0;
  }

  async function subscribe(email: string): Promise<void> {
    const { vault } = office.foundation;
    const subjectId = await vault.freshSubject();
    await pool().query('INSERT INTO subject (id, email_index) VALUES ($1, $2)', [subjectId, vault.blindIndex(email)]);
    await pool().query(
      `INSERT INTO newsletter (id, subject_id, topic, sealed_contact, consent_at) VALUES (gen_random_uuid(), $1, 'Seal news', $2, now())`,
      [subjectId, await vault.seal(subjectId, { name: 'Maren Restrict', email }, 'newsletter.sealedContact')],
    );
  }

  async function toDecision(reference: string): Promise<void> {
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
  }

  it('is in force with its answer, and ends on the announced day, not before the notice was sent', async () => {
    const requester = person('lasting');
    await subscribe(requester.email);
    const { reference } = await office.file({ rights: ['restriction'], requester });
    await toDecision(reference);
    await office.act(reference, { type: 'restriction-terms', ground: 'c', reviewOn: '2099-01-01' });
    await office.act(reference, {
      type: 'decision',
      outcome: 'granted',
      reasons: 'Needed for a claim.',
      facts: { ground: 'c', weNoLongerNeed: 'yes', neededForClaims: 'yes' },
    });
    await office.until(reference, 'answered');
    expect(await office.codes(reference)).toEqual(['ACK', 'ID_REQUEST', 'RESTRICTED']);
    expect(await restrictionOf(reference)).toMatchObject({ ground: 'needed-for-claims', lifted_at: null });
    expect(await subscribed(requester.email)).toBe(0);

    await expect(office.act(reference, { type: 'lift-announcement', liftOn: '2020-01-01', reason: 'Over.' })).rejects.toMatchObject({
      code: 'LIFT_WITHOUT_NOTICE',
    });
    await office.act(reference, { type: 'lift-announcement', reason: 'The claim was settled.' });
    await office.untilLetter(reference, 'RESTRICTION_LIFT');
    await unsend(reference, 'RESTRICTION_LIFT');
    await office.passDays(9, reference);
    await office.settle();
    expect(await restrictionOf(reference)).toMatchObject({ lifted_at: null });
    expect(await subscribed(requester.email)).toBe(0);

    await markSent(reference, 'RESTRICTION_LIFT');
    await office.passDays(1, reference);
    await office.untilEvent(reference, 'restriction-lifted');
    expect(await subscribed(requester.email)).toBe(1);
    expect((await office.codes(reference)).filter((code) => code === 'RESTRICTION_LIFT')).toHaveLength(1);
    await office.replay(reference);
  }, 90_000);

  it('asked for meanwhile, it begins with the proof and ends by the decision it waited for', async () => {
    const requester = person('meanwhile');
    await subscribe(requester.email);
    const { reference } = await office.file({
      rights: ['objection'],
      objection: { kind: 'legitimate_interest', grounds: 'My situation is special.' },
      restrictMeanwhile: true,
      requester,
    });
    await office.until(reference, 'identity');
    expect(await restrictionOf(reference)).toBeUndefined();
    await office.pressLink(reference);
    await office.untilLetter(reference, 'RESTRICTED');
    expect(await restrictionOf(reference)).toMatchObject({ ground: 'objection-pending', lifted_at: null });
    expect(await subscribed(requester.email)).toBe(0);
    await expect(office.act(reference, { type: 'lift-announcement', reason: 'Too early.' })).rejects.toMatchObject({
      code: 'RESTRICTION_CAUSE_OPEN',
    });

    await office.until(reference, 'deciding');
    const refuse = {
      type: 'decision',
      outcome: 'refused',
      reasons: 'Our interest weighs more.',
      facts: { compelling: 'demonstrated' },
    } as const;
    await expect(office.act(reference, refuse)).rejects.toMatchObject({ code: 'BALANCING_TEST_MISSING', article: 'GDPR Art. 21(1)' });
    await office.act(reference, {
      type: 'balancing-test',
      interests: 'Fraud is found.',
      necessity: 'Nothing milder finds it.',
      situation: 'The person fears a profile.',
      safeguards: 'Ninety days, two people.',
      conclusion: 'Ours weighs more.',
    });
    await office.act(reference, refuse);
    await office.until(reference, 'answered');
    await office.untilLetter(reference, 'RESTRICTION_LIFT');
    expect(await office.codes(reference)).toEqual(['ACK', 'ID_REQUEST', 'RESTRICTED', 'OBJECTION_REJECTED', 'RESTRICTION_LIFT']);
    await office.passDays(8, reference);
    await office.untilEvent(reference, 'restriction-lifted');
    expect(await subscribed(requester.email)).toBe(1);
    await office.replay(reference);
  }, 90_000);

  it('a restriction of its own, linked with a rectification of the same message, ends when that is over', async () => {
    const requester = person('linked');
    const { reference, linked } = await office.file({
      rights: ['restriction', 'rectification'],
      corrections: [{ record: 'certificate', field: 'name', proposed: 'Maren R.' }],
      requester,
    });
    const other = linked[0] ?? '';
    for (const one of [reference, other]) await office.until(one, 'identity');
    for (const one of [reference, other]) if ((await office.codes(one)).includes('ID_REQUEST')) await office.pressLink(one);
    await office.until(reference, 'deciding');
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'While it is checked.' });
    await office.until(reference, 'answered');
    expect(await restrictionOf(reference)).toMatchObject({ ground: 'accuracy-contested', lifted_at: null });
    await office.act(other, { type: 'withdrawal' });
    await office.untilLetter(reference, 'RESTRICTION_LIFT');
    await office.passDays(8, reference);
    await office.untilEvent(reference, 'restriction-lifted');
    await office.replay(reference);
  }, 90_000);

  it('is looked at again on its day, and lives on after its case was closed', async () => {
    const requester = person('review');
    const { reference } = await office.file({ rights: ['restriction'], requester });
    await toDecision(reference);
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'Checked.', facts: { ground: 'a' } });
    await office.until(reference, 'answered');
    await office.passDays(33, reference);
    await office.until(reference, 'closed');
    await office.untilEvent(reference, 'review-opened');
    expect(await restrictionOf(reference)).toMatchObject({ lifted_at: null });
    await office.act(reference, { type: 'lift-announcement', reason: 'The data were right.' });
    await office.untilLetter(reference, 'RESTRICTION_LIFT');
    await office.passDays(8, reference);
    await office.untilEvent(reference, 'restriction-lifted');
    await office.replay(reference);
  }, 90_000);
});
