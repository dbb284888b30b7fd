import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { subjectFor } from '../../prisma/demo/registers.js';
import { readLetterFacts, seedHolder } from '../support/holder.js';
import { type Office, openOffice } from '../support/office.js';
import { openRealMail } from '../support/real-mail.js';

const CORRECTION = { record: 'Membership certificate', field: 'holder name', proposed: 'Oriel Summerbourne', reason: 'I married in May.' };
const ISSUER = { id: 'harbour-token', role: 'issuer', issuerSlug: 'harbour-institute' } as const;
const STRANGER = { id: 'guild-token', role: 'issuer', issuerSlug: 'crafts-guild' } as const;

describe('a rectification goes by the issuer that knows the facts (GDPR Art. 16)', () => {
  let office: Office;
  let mail: Awaited<ReturnType<typeof openRealMail>>;
  beforeAll(async () => {
    office = await openOffice();
    await seedHolder(office.foundation);
    mail = await openRealMail(office);
  }, 120_000);
  afterAll(async () => {
    await mail.close();
    await office.close();
  }, 60_000);

  const linkIn = (text: string) => /issuer\/link\/([\w-]+)/.exec(text)?.[1] ?? '';

  async function withIssuer(options: { leaps?: boolean } = {}): Promise<string> {
    const { reference } = await office.file({ rights: ['rectification'], corrections: [CORRECTION] }, options);
    await office.act(reference, { type: 'identity', level: 'L2', how: 'Known to us.' });
    if (options.leaps !== true) await office.until(reference, 'issuer');
    return reference;
  }

  it('is approved, decided, changed in the register and answered with old and new', async () => {
    const reference = await withIssuer();
    await office.untilLetter(reference, 'ISSUER_REQUEST');
    const decide = { type: 'decision', outcome: 'granted', reasons: 'The issuer confirmed it.' } as const;
    await expect(office.act(reference, decide)).rejects.toMatchObject({ code: 'ISSUER_NOT_HEARD', article: 'GDPR Art. 16' });
    await expect(office.act(reference, { type: 'issuer-decision', verdict: 'approve' }, STRANGER)).rejects.toMatchObject({
      kind: 'missing',
    });
    await office.act(reference, { type: 'issuer-decision', verdict: 'approve' }, ISSUER);
    await office.until(reference, 'deciding');
    await office.act(reference, decide);
    await office.until(reference, 'answered');
    const facts = await readLetterFacts<{ changes: unknown[] }>(office.foundation, await office.idOf(reference), 'RECTIFIED');
    expect(facts.changes).toEqual([{ field: 'holder name', before: 'Oriel Winterbourne', after: 'Oriel Summerbourne' }]);
    const events = await office.foundation.pool.query<{ kind: string }>('SELECT kind FROM record_event WHERE request_id = $1', [
      await office.idOf(reference),
    ]);
    expect(events.rows).toEqual([{ kind: 'record-rectified' }]);
    expect((await office.codes(reference)).filter((code) => code === 'ISSUER_REQUEST')).toHaveLength(1);
    await office.replay(reference);
  }, 60_000);

  it('that names no field in a letter is given its fields by staff, carried out by hand and answered', async () => {
    const { reference } = await office.file({ rights: ['rectification'] });
    await office.act(reference, { type: 'identity', level: 'L2', how: 'Known to us.' });
    await office.until(reference, 'deciding');
    await office.act(reference, {
      type: 'corrections',
      corrections: [{ record: 'Guild certificate', field: 'trade', proposed: 'Joiner' }],
    });
    await office.until(reference, 'issuer');
    await office.untilLetter(reference, 'ISSUER_REQUEST');
    expect((await readLetterFacts(office.foundation, await office.idOf(reference), 'ISSUER_REQUEST')).to).toBe(
      'secretary@crafts-guild.example',
    );
    await office.act(reference, { type: 'issuer-decision', verdict: 'approve' });
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'The issuer confirmed it.' });
    await office.untilTask(reference, 'carry-out');
    await office.act(reference, { type: 'release' });
    await office.until(reference, 'answered');
    expect((await readLetterFacts<{ changes: unknown[] }>(office.foundation, await office.idOf(reference), 'RECTIFIED')).changes).toEqual([
      { field: 'trade', before: null, after: 'Joiner' },
    ]);
    await office.replay(reference);
  }, 60_000);

  it('that says only "my name is wrong" is given its field by staff, looked up, and changed once more than a mailbox is shown', async () => {
    const { pool, vault } = office.foundation;
    const requester = { name: 'Ida Quelmann', email: 'wrong.name@example.org' };
    const subjectId = await subjectFor(office.foundation, requester.email);
    await pool.query(`INSERT INTO newsletter (id, subject_id, sealed_contact, topic, consent_at) VALUES ($1, $2, $3, 'Seal news', now())`, [
      crypto.randomUUID(),
      subjectId,
      await vault.seal(subjectId, { name: 'Ida Quelmann' }, 'newsletter.sealedContact'),
    ]);
    const { reference } = await office.file({ rights: ['rectification'], requester, details: 'My name is wrong.' });
    await office.until(reference, 'identity');
    const corrections = [{ record: 'newsletter', field: 'name', proposed: 'Ida Quellmann' }];
    await office.act(reference, { type: 'corrections', corrections });
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    const [field] = (await office.desk.detail(reference))?.rectification?.items ?? [];
    expect(field).toMatchObject({ controller: 'company', current: [{ value: 'Ida Quelmann' }] });
    // One more, while it waits for the decision.
    await office.act(reference, { type: 'corrections', corrections: [{ record: 'newsletter', field: 'city', proposed: 'Ghent' }] });
    const id = await office.idOf(reference);
    const seen = 'SELECT FROM correction WHERE request_id = $1 AND sealed_located IS NOT NULL';
    expect(await waitUntil(async () => (await pool.query(seen, [id])).rowCount === 2, 20_000)).toBe(true);
    const granted = { type: 'decision', outcome: 'granted', reasons: 'As the register says.', facts: { evidence: 'sufficient' } } as const;
    await expect(office.act(reference, granted)).rejects.toMatchObject({ code: 'IDENTITY_TOO_WEAK' });
    await office.act(reference, { type: 'identity', level: 'L3', how: 'called back, two facts named' });
    await office.act(reference, granted);
    await office.untilTask(reference, 'carry-out');
    await office.act(reference, { type: 'release' });
    await office.until(reference, 'answered');
    const facts = await readLetterFacts<{ changes: unknown[] }>(office.foundation, await office.idOf(reference), 'RECTIFIED');
    expect(facts.changes).toContainEqual({ field: 'name', before: 'Ida Quelmann', after: 'Ida Quellmann' });
    await office.replay(reference);
  }, 60_000);

  it('goes on without a silent issuer: reminded, escalated, and a week before the due date decided without it', async () => {
    const reference = await withIssuer();
    await office.untilLetter(reference, 'ISSUER_REQUEST');
    const id = await office.idOf(reference);
    const asked = await mail.deliver(reference, 'ISSUER_REQUEST');
    await office.passDays(8, reference);
    await office.untilEvent(reference, 'issuer-reminded');
    const reminded = await mail.deliver(reference, 'ISSUER_REQUEST');
    for (const { addressees } of [asked, reminded]) expect(addressees).toEqual(['registry@harbour-institute.example']);
    await office.passDays(7, reference);
    await office.untilEvent(reference, 'issuer-reminded', 2);
    expect((await readLetterFacts(office.foundation, id, 'ISSUER_REQUEST')).to).toBe('deputy@harbour-institute.example');
    const escalated = await mail.deliver(reference, 'ISSUER_REQUEST');
    // The second contact alone: each link works once, and is for whoever got it.
    expect(escalated.addressees).toEqual(['deputy@harbour-institute.example']);
    expect(linkIn(escalated.text)).not.toBe(linkIn(asked.text));
    expect(escalated.text).toContain('holder name');
    expect(escalated.subject + escalated.text).not.toContain('Winterbourne');
    expect((await office.desk.issuers.peekLink(linkIn(escalated.text)))?.case.reference).toBe(reference);
    await office.passDays(9, reference);
    await office.untilEvent(reference, 'issuer-alternatives-offered');
    await office.until(reference, 'issuer');
    await office.act(reference, { type: 'decision', outcome: 'partly-granted', reasons: 'We could not check it yet.' });
    await office.until(reference, 'answered');
    const facts = await readLetterFacts<{ changes: unknown[]; notChanged: unknown[] }>(office.foundation, id, 'RECTIFIED');
    expect(facts).toMatchObject({ changes: [], isDisputed: true, notChanged: [{ what: 'holder name' }] });
    await office.act(reference, { type: 'statement', text: 'My name has been Summerbourne since May.' });
    expect((await office.desk.detail(reference))?.rectification?.statements).toHaveLength(1);
    expect((await office.codes(reference)).filter((code) => code === 'ISSUER_REQUEST')).toHaveLength(3);
    await office.replay(reference);
  }, 90_000);
});
