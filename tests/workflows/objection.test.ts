import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/office.js';

describe('objection (GDPR Art. 21)', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  const person = (name: string) => ({ name: 'Olin Object', email: `${name}@example.org` });

  async function suppressed(email: string): Promise<string[]> {
    const { rows } = await office.foundation.pool.query<{ channel: string }>(
      'SELECT DISTINCT channel FROM suppression WHERE address_index = $1 ORDER BY 1',
      [office.foundation.vault.blindIndex(email)],
    );
    return rows.map(({ channel }) => channel);
  }

  async function toDecision(reference: string): Promise<void> {
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
  }

  it('to marketing counts from the moment it is filed, with no workflow, no proof and nothing to weigh', async () => {
    await office.stopWorker();
    const requester = person('marketing');
    const { reference } = await office.file({ rights: ['objection'], objection: { kind: 'direct_marketing' }, requester });
    expect(await suppressed(requester.email)).toEqual(['email', 'partners', 'post', 'sms', 'telephone']);
    await office.startWorker();
    await office.until(reference, 'answered');
    expect(await office.codes(reference)).toEqual(['ACK', 'MARKETING_STOPPED']);
    await office.replay(reference);
  }, 60_000);

  it('granted, ends at once what it names; nothing is left for a person where only our own processing is named', async () => {
    const requester = person('named');
    const { reference } = await office.file({
      rights: ['objection'],
      objection: { kind: 'legitimate_interest', grounds: 'Mine.' },
      requester,
    });
    await toDecision(reference);
    await office.act(reference, {
      type: 'decision',
      outcome: 'granted',
      reasons: 'Nothing of ours weighs more.',
      facts: { compelling: 'not_demonstrated' },
      stops: ['partner-sharing', 'log-analysis'],
    });
    await office.until(reference, 'answered');
    expect(await office.codes(reference)).toEqual(['ACK', 'ID_REQUEST', 'OBJECTION_UPHELD']);
    expect(await suppressed(requester.email)).toEqual(['partners']);
    expect(await office.events(reference)).toContain('processing-stopped');
    await office.replay(reference);
  }, 60_000);

  it('granted without naming anything, stops all that rests on our interest and asks a person for the rest, by the fixed acts alone', async () => {
    const requester = person('all');
    const { reference } = await office.file({ rights: ['objection'], objection: { kind: 'legitimate_interest' }, requester });
    await toDecision(reference);
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'Stopped.' });
    await office.untilTask(reference, 'carry-out');
    expect(await suppressed(requester.email)).toEqual(['email', 'partners', 'post', 'sms', 'telephone']);
    await office.act(reference, { type: 'release' });
    await office.until(reference, 'answered');
    expect((await office.codes(reference)).at(-1)).toBe('OBJECTION_UPHELD');
    await office.replay(reference);
  }, 60_000);

  it('to what rests on consent is a withdrawal of it; to a contract it is refused with what else there is', async () => {
    const consent = await office.file({ rights: ['objection'], objection: { kind: 'other_basis' }, requester: person('consent') });
    await toDecision(consent.reference);
    await expect(
      office.act(consent.reference, { type: 'decision', outcome: 'refused', reasons: 'No.', facts: { basis: 'consent' } }),
    ).rejects.toMatchObject({ code: 'AGAINST_THE_TABLE', article: 'GDPR Art. 7(3)' });
    await office.act(consent.reference, {
      type: 'decision',
      outcome: 'granted',
      reasons: 'Your consent ends.',
      facts: { basis: 'consent' },
      stops: ['newsletter'],
    });
    await office.until(consent.reference, 'answered');
    expect((await office.codes(consent.reference)).at(-1)).toBe('OBJECTION_UPHELD');

    const contract = await office.file({ rights: ['objection'], objection: { kind: 'other_basis' }, requester: person('contract') });
    await toDecision(contract.reference);
    await office.act(contract.reference, {
      type: 'decision',
      outcome: 'refused',
      reasons: 'The contract needs it.',
      facts: { basis: 'contract' },
    });
    await office.until(contract.reference, 'answered');
    expect((await office.codes(contract.reference)).at(-1)).toBe('REFUSAL');
    const { rows } = await office.foundation.pool.query<{ subject_id: string; sealed_facts: Buffer }>(
      `SELECT subject_id, sealed_facts FROM letter WHERE request_id = $1 AND code = 'REFUSAL'`,
      [await office.idOf(contract.reference)],
    );
    const row = rows[0];
    const facts = row && (await office.foundation.vault.open<{ reasons: string }>(row.subject_id, row.sealed_facts, 'letter.sealedFacts'));
    expect(facts?.reasons).toMatch(/The contract needs it\.[\s\S]*erase what is no longer needed/);
  }, 90_000);
});
