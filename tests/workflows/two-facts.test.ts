import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { subscribeRequester } from '../support/newsletter-row.js';
import { type Office, openOffice, STAFF } from '../support/office.js';

const RIGHT = { phone: '01 01', topic: 'quality' };

describe('an erasure proven by two facts', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  /** Files an erasure of somebody who stands in our registers, or not, and waits until it is asked who writes. */
  async function fileErasure(email: string, known = true, more = {}): Promise<string> {
    const { reference } = await office.file({ rights: ['erasure'], requester: { name: 'Ida Quellmann', email }, ...more });
    const { pool, vault } = office.foundation;
    const { rows } = await pool.query<{ subject_id: string }>('SELECT subject_id FROM request WHERE reference = $1', [reference]);
    const subject = rows[0]?.subject_id ?? '';
    if (known) {
      const profile = await vault.seal(subject, { name: 'Ida Quellmann', email, phone: '+44 20 7946 0101' }, 'officer.sealedProfile');
      await pool.query(
        `INSERT INTO officer (id, member_id, subject_id, position, sealed_profile, source) VALUES ($1, $1, $2, 'Owner', $3, 'registration')`,
        [uuidv7(), subject, profile],
      );
      await subscribeRequester(office.foundation, reference, { name: 'Ida Quellmann', email });
    }
    await office.until(reference, 'identity');
    return reference;
  }
  const evidence = async (reference: string) =>
    (await office.foundation.pool.query('SELECT data, sealed FROM evidence WHERE request_id = $1', [await office.idOf(reference)])).rows;

  /** What the letters of these cases that ask who is writing say of the link. */
  async function askedWith(references: string[]): Promise<unknown[]> {
    const { pool, vault } = office.foundation;
    const { rows } = await pool.query<{ subject_id: string; sealed_facts: Buffer }>(
      `SELECT l.subject_id, l.sealed_facts FROM letter l JOIN request r ON r.id = l.request_id WHERE l.code = 'ID_REQUEST' AND r.reference = ANY($1)`,
      [references],
    );
    const opened = rows.map((row) => vault.open<{ isLinkEnough: boolean }>(row.subject_id, row.sealed_facts, 'letter.sealedFacts'));
    return (await Promise.all(opened)).map((facts) => facts?.isLinkEnough);
  }

  it('asks nothing before the mailed link, then takes both right answers as L3', async () => {
    const reference = await fileErasure('ida@example.org');
    expect(await office.desk.facts.questions(reference)).toEqual([]);
    expect(await office.desk.facts.answer(reference, RIGHT)).toBe('wrong');
    await office.pressLink(reference);
    expect(await office.desk.facts.questions(reference)).toEqual(['phone', 'topic']);
    expect(await office.desk.facts.answer(reference, { ...RIGHT, topic: '' })).toBe('wrong');
    expect(await office.desk.facts.answer(reference, RIGHT)).toBe('proven');
    await office.until(reference, (status) => status === 'deciding');
    const facts = await evidence(reference);
    expect(facts.map(({ data }) => data)).toContainEqual({ level: 'L3', how: 'two-facts' });
    expect(JSON.stringify(facts)).not.toContain('0101');
    await office.replay(reference);
  }, 60_000);

  it('the letter says that there is a second step, also where another right of the message leads', async () => {
    const single = await fileErasure('ute@example.org', false);
    const { reference: access, linked } = await office.file({
      rights: ['access', 'erasure'],
      requester: { name: 'Ida Quellmann', email: 'kai@example.org' },
    });
    const { reference: alone } = await office.file({ requester: { name: 'Ida Quellmann', email: 'uwe@example.org' } });
    for (const reference of [access, ...linked, alone]) await office.until(reference, 'identity');
    expect(await askedWith([single])).toEqual([false]);
    expect(await askedWith([access, ...linked])).toEqual([false]);
    expect(await askedWith([alone])).toEqual([true]);
  }, 60_000);

  it('after three wrong attempts only a person of the desk goes on', async () => {
    const reference = await fileErasure('otto@example.org');
    await office.pressLink(reference);
    for (const topic of ['Law', 'Trade', 'Fairs']) expect(await office.desk.facts.answer(reference, { ...RIGHT, topic })).toBe('wrong');
    expect(await office.desk.facts.questions(reference)).toEqual([]);
    expect(await office.desk.facts.answer(reference, RIGHT)).toBe('wrong');
    expect((await office.events(reference)).filter((event) => event === 'identity-not-proven')).toHaveLength(3);
    await office.act(reference, { type: 'identity', level: 'L3', how: 'called back' });
    await office.until(reference, (status) => status === 'deciding');
  }, 60_000);

  it('asks nothing of somebody who stands in no register', async () => {
    const reference = await fileErasure('who-stands-in-no-register@example.org', false);
    await office.pressLink(reference);
    expect(await office.desk.facts.questions(reference)).toEqual([]);
  }, 60_000);

  it('asks whoever acts for another nothing: the authority is what counts', async () => {
    const reference = await fileErasure('agent@example.org', true, { onBehalfOf: 'Rosa Quellmann' });
    expect(await office.desk.facts.questions(reference)).toEqual([]);
    expect(await office.codes(reference)).not.toContain('ID_REQUEST');
  }, 60_000);

  it.each([
    ['a street', { corrections: [{ record: 'certificate', field: 'street', proposed: 'Quay' }] }, 'address-not-proven', true],
    [
      'a street, with the answer to another address',
      { corrections: [{ record: 'certificate', field: 'street', proposed: 'Quay' }], answerTo: 'new@example.org' },
      'different-address',
      false,
    ],
  ])(
    'the correction of %s asks for no more than it needs, and says why',
    async (what, more, why, isEnough) => {
      const email = `${what.replaceAll(/\W/g, '-')}@example.org`;
      const { reference } = await office.file({ rights: ['rectification'], requester: { name: 'Ida Quellmann', email }, ...more });
      await office.until(reference, 'identity');
      expect(await askedWith([reference])).toEqual([isEnough]);
      const facts = (await evidence(reference)).map(({ data }) => data);
      expect(facts).toContainEqual(expect.objectContaining({ doubt: why, wantedLevel: isEnough ? 'L1' : 'L3' }));
      await office.pressLink(reference);
      if (isEnough) return office.until(reference, (status) => status !== 'identity');
      expect((await office.desk.detail(reference))?.status).toBe('identity');
      await office.act(reference, { type: 'identity', level: 'L3', how: 'called back, two facts named' });
      await office.until(reference, (status) => status !== 'identity');
      const detail = await office.desk.detail(reference);
      expect(detail?.requester.email).toBe('answerTo' in more ? 'new@example.org' : email);
    },
    60_000,
  );

  it('a name is not changed on the word of a mailbox alone, and is once two facts or a call have shown more', async () => {
    const corrections = [{ record: 'newsletter', field: 'surname', proposed: 'Quell' }];
    const { reference } = await office.file({
      rights: ['rectification'],
      requester: { name: 'Ida Quellmann', email: 'name@example.org' },
      corrections,
    });
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    const granted = { type: 'decision', outcome: 'granted', reasons: 'As the registry says.', facts: { evidence: 'sufficient' } } as const;
    await expect(office.act(reference, granted)).rejects.toMatchObject({ code: 'IDENTITY_TOO_WEAK' });
    await office.act(reference, { type: 'identity-doubt', doubt: 'identity-data-change', level: 'L3', why: 'the name is to change' });
    await office.act(reference, { type: 'identity', level: 'L3', how: 'called back, two facts named' });
    await office.until(reference, 'deciding');
    await office.act(reference, granted);
  }, 60_000);

  it('a document is asked of nobody who is authenticated, and for no lesser doubt', async () => {
    const { reference } = await office.file({ requester: { name: 'Ida Quellmann', email: 'doubt@example.org' } });
    await office.until(reference, 'identity');
    const doubt = { type: 'identity-doubt', doubt: 'conflicting-claims', level: 'L4', why: 'two people write' } as const;
    await expect(office.act(reference, { ...doubt, doubt: 'different-address' })).rejects.toMatchObject({
      code: 'LEVEL_NOT_PROPORTIONATE',
    });
    await office.act(reference, doubt);
    await office.pressLink(reference);
    const photo = { name: 'a.png', content: Buffer.from('89504e470d0a1a0a', 'hex'), mediaType: 'image/png' as const };
    await office.desk.proofs.add(reference, { kind: 'identity', via: 'page', files: [photo] }, { id: 'requester', role: 'requester' });
    const [proof] = (await office.desk.detail(reference))?.proofs ?? [];
    await office.desk.proofs.open(reference, proof?.id ?? '', STAFF).then(({ stream }) => stream.toArray());
    await expect(office.desk.proofs.open(reference, proof?.id ?? '', STAFF)).rejects.toMatchObject({ code: 'PROOF_SHOWN_ONCE' });
    await office.act(reference, { type: 'identity', level: 'L4', how: 'passport seen' });
    await office.until(reference, 'deciding');
    const facts = (await evidence(reference)).map(({ data }) => data);
    expect(facts).toContainEqual(expect.objectContaining({ fileId: proof?.id, because: 'checked', sha256: proof?.sha256 }));
    await expect(office.act(reference, doubt)).rejects.toMatchObject({ code: 'ALREADY_AUTHENTICATED' });
  }, 60_000);
});
