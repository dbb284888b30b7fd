import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import { rectifiedLetter } from '../../adapters/db/rectification/answer.js';
import { requireCase } from '../../adapters/db/requests/case-row.js';
import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { readLetterFacts, seedHolder } from '../../tests/support/holder.js';
import { PERSON } from '../../tests/support/office.js';

const CORRECTIONS = [
  { record: 'Membership certificate', field: 'holder name', proposed: 'Oriel Summerbourne', reason: 'I married.' },
  { record: 'Guild certificate', field: 'grade', proposed: 'Master' },
];

describe('the issuer’s part of the wire, and its mailed link', () => {
  let door: TestDoor;
  let harbour: string;
  let guild: string;
  beforeAll(async () => {
    door = await openTestDoor(0);
    await seedHolder(door.foundation);
    const accounts = createAccounts(door.foundation);
    harbour = await accounts.createToken('issuer', 'harbour-institute');
    guild = await accounts.createToken('issuer', 'crafts-guild');
  }, 120_000);
  afterAll(() => door.close(), 60_000);

  /** A case as its workflow would have brought it to the issuers. */
  async function asked(corrections = CORRECTIONS): Promise<{ reference: string; id: string; statusUrl: string }> {
    const desk = createRequestDesk(door.foundation);
    const filed = await desk.file(
      { rights: ['rectification'], requester: PERSON, corrections, channel: 'api', language: 'en' },
      { id: 'anyone', role: 'anyone' },
    );
    await desk.act(filed.reference, { type: 'identity', level: 'L2', how: 'Known.' }, { id: 'staff', role: 'staff' });
    const steps = createCaseSteps(door.foundation);
    await steps.sortCorrections(filed.id, new Date());
    await steps.finishSearch(filed.id, new Date());
    await steps.askIssuers(filed.id, new Date());
    return filed;
  }

  const rowOf = async (id: string) => ({ client: door.foundation.pool, row: await requireCase(door.foundation.pool, { id }) });
  const get = (path: string, token: string) => request(door.app).get(`/api/v1/requests${path}`).set('authorization', `Bearer ${token}`);
  const answer = (reference: string, token: string, body: object) =>
    request(door.app).post(`/api/v1/requests/${reference}/issuer-decision`).set('authorization', `Bearer ${token}`).send(body);

  it('shows an issuer its own field with old and new, without the address, and nobody else’s case', async () => {
    const { reference } = await asked([CORRECTIONS[0] as (typeof CORRECTIONS)[0]]);
    const own = await get(`/${reference}`, harbour);
    expect(own.status).toBe(200);
    expect(own.body).toMatchObject({ reference, status: 'issuer', linked: [], requester: { name: PERSON.name } });
    expect(own.body.corrections).toEqual([
      expect.objectContaining({ field: 'holder name', proposed: 'Oriel Summerbourne', verdict: null }),
    ]);
    expect(JSON.stringify(own.body)).not.toContain(PERSON.email);
    expect((await get(`/${reference}`, guild)).status).toBe(404);
    expect((await answer(reference, guild, { verdict: 'approve' })).status).toBe(404);
    const lists = await Promise.all([get('', harbour), get('', guild)]);
    expect(lists.map(({ body }) => body.items.some((item: { reference: string }) => item.reference === reference))).toEqual([true, false]);
    expect((await get('?q=Oriel', harbour)).status).toBe(422);
  });

  it('takes each issuer’s answer for its own fields only, and is decided when all were heard', async () => {
    const { reference } = await asked();
    const first = await answer(reference, harbour, { verdict: 'correct', value: 'O. Summerbourne' });
    expect(first.status).toBe(200);
    expect(first.body.corrections).toHaveLength(1);
    expect(first.body.corrections[0].verdict).toMatchObject({ verdict: 'correct', value: 'O. Summerbourne' });
    expect((await answer(reference, harbour, { verdict: 'approve' })).body.code).toBe('ISSUER_HAS_ANSWERED');
    const staff = door.tokens[0] ?? '';
    const early = await request(door.app)
      .post(`/api/v1/requests/${reference}/decision`)
      .set('authorization', `Bearer ${staff}`)
      .send({ outcome: 'granted', reasons: 'Checked.' });
    expect([early.status, early.body.code]).toEqual([409, 'ISSUER_NOT_HEARD']);
    expect(early.body.detail).toContain('GDPR Art. 16');
    expect((await answer(reference, guild, { verdict: 'refuse' })).status).toBe(422);
    expect((await answer(reference, guild, { verdict: 'refuse', reason: 'No examination was taken.' })).status).toBe(200);
    expect((await get(`/${reference}`, staff)).body).toMatchObject({ status: 'deciding' });
  });

  it('is decided field by field: against the table only with a reason and a second person, each field with its own words', async () => {
    const { reference, id } = await asked();
    await answer(reference, harbour, { verdict: 'approve' });
    await answer(reference, guild, { verdict: 'approve' });
    const post = (act: string, token: string, body: object) =>
      request(door.app).post(`/api/v1/requests/${reference}/${act}`).set('authorization', `Bearer ${token}`).send(body);
    const [staff = '', second = ''] = door.tokens;
    const { body: before } = await get(`/${reference}`, staff);
    const [name, grade] = before.rectification.items.map((item: { id: string }) => item.id);
    const facts = { nature: 'fact', claim: 'inaccurate' };
    const decision = {
      outcome: 'partly-granted',
      reasons: 'Checked.',
      fields: [
        { correction: name, apply: true, facts },
        { correction: grade, apply: false, facts, reason: 'The guild withdrew the grade in June.' },
      ],
    };
    const refused = await post('decision', staff, decision);
    expect([refused.status, refused.body.code]).toEqual([409, 'AGAINST_THE_TABLE']);
    expect(refused.body.detail).toContain('field 2');
    const wrong = { ...decision, fields: [{ correction: name, apply: true, facts: { issuerVerdict: 'denied' } }] };
    expect((await post('decision', staff, wrong)).body.errors[0].pointer).toBe('/fields/0/facts/issuerVerdict');
    expect((await post('decision', staff, { ...decision, override: { reason: 'Told by the guild.' } })).status).toBe(200);
    expect((await post('approval', staff, { approve: true })).body.code).toBe('SECOND_PERSON_NEEDED');
    expect((await get(`/${reference}`, staff)).body.approvals[0].decision.fields[1]).toMatchObject({ apply: false, isOverride: true });
    expect((await post('approval', second, { approve: true })).status).toBe(200);
    const { body } = await get(`/${reference}`, staff);
    expect(body.rectification.items.map((item: { isToChange: boolean }) => item.isToChange)).toEqual([true, false]);
    expect(body.decision.fields.map((field: { rule: string }) => field.rule)).toEqual(['inaccurate', 'inaccurate']);
    const letter = await rectifiedLetter(door.foundation, await rowOf(id), {
      today: '2026-12-01',
      reasons: 'Checked.',
      recipientsTold: [],
    });
    expect(JSON.stringify(letter)).toContain('The guild withdrew the grade in June.');
  });

  it('hands a question to the person and its answer back to the issuer', async () => {
    const { reference, id } = await asked([CORRECTIONS[0] as (typeof CORRECTIONS)[0]]);
    await answer(reference, harbour, { verdict: 'ask', reason: 'Do you have the marriage certificate?' });
    expect((await get(`/${reference}`, harbour)).body.status).toBe('clarification');
    expect(await readLetterFacts(door.foundation, id, 'CLARIFICATION')).toMatchObject({
      to: PERSON.email,
      question: 'Do you have the marriage certificate?',
      effectOnTime: 'none',
    });
    await createRequestDesk(door.foundation).act(
      reference,
      { type: 'clarification-answer', text: 'Yes, of 4 May.' },
      { id: 'requester', role: 'requester' },
    );
    await createCaseSteps(door.foundation).askIssuers(id, new Date());
    expect(await readLetterFacts(door.foundation, id, 'ISSUER_REQUEST')).toMatchObject({
      hasNewAnswer: true,
      to: 'registry@harbour-institute.example',
    });
    expect((await get(`/${reference}`, harbour)).body.questions).toEqual([expect.objectContaining({ answer: 'Yes, of 4 May.' })]);
  });

  it('is answered from the mail’s link: looking uses nothing up, the button does, once', async () => {
    const { reference, id } = await asked([CORRECTIONS[0] as (typeof CORRECTIONS)[0]]);
    const { link } = await readLetterFacts<{ link: string }>(door.foundation, id, 'ISSUER_REQUEST');
    const path = new URL(link).pathname;
    for (const _ of [1, 2]) expect((await request(door.app).get(path)).text).toContain('Oriel Summerbourne');
    const field = (await get(`/${reference}`, harbour)).body.corrections[0].id;
    const send = (body: object) => request(door.app).post(path).type('form').send(body);
    expect((await send({ [`verdict-${field}`]: 'refuse' })).status).toBe(422);
    const done = await send({ [`verdict-${field}`]: 'approve' });
    expect([done.status, done.text.includes('Thank you')]).toEqual([200, true]);
    expect((await send({ [`verdict-${field}`]: 'approve' })).status).toBe(410);
    expect((await get(`/${reference}`, door.tokens[0] ?? '')).body.status).toBe('deciding');
    // It is no link of the person: it proves nothing about them and opens nothing of theirs.
    expect((await request(door.app).get(path.replace('/issuer', ''))).status).toBe(410);
    expect(door.faults).toEqual([]);
  });

  it('takes files as proof on the status page, shows them to the issuer, and refuses what is none', async () => {
    const { reference, statusUrl } = await asked([CORRECTIONS[0] as (typeof CORRECTIONS)[0]]);
    const page = `${new URL(statusUrl).pathname}/proof`;
    const person = request.agent(door.app);
    const send = async (content: string) => {
      const token = /name="_csrf" value="([^"]+)"/.exec((await person.get(page)).text)?.[1] ?? '';
      return person
        .post(page)
        .field('_csrf', token)
        .attach('files', Buffer.from(content), { filename: 'marriage.pdf', contentType: 'application/pdf' });
    };
    expect((await send('<script>')).status).toBe(422);
    const sent = await send('%PDF-1.4 proof');
    expect([sent.status, sent.text.slice(0, 300)]).toEqual([303, expect.anything()]);
    const { body } = await get(`/${reference}`, harbour);
    expect(body.files).toEqual([expect.objectContaining({ name: 'marriage.pdf', mediaType: 'application/pdf', sizeBytes: 14 })]);
    expect(
      (
        await request(door.app)
          .post(page.replace(/[^/]+\/proof$/, 'wrong/proof'))
          .attach('files', Buffer.from('x'), 'x')
      ).status,
    ).toBe(404);
    expect(door.faults).toEqual([]);
  });

  it('takes files about one field, which only the issuer of that field sees', async () => {
    const { reference, statusUrl } = await asked(CORRECTIONS);
    const page = `${new URL(statusUrl).pathname}/proof`;
    const fields = (await get(`/${reference}`, door.tokens[0] ?? '')).body.rectification.items as {
      id: string;
      issuer: { slug: string };
    }[];
    const ofHarbour = fields.find(({ issuer }) => issuer?.slug === 'harbour-institute');
    const person = request.agent(door.app);
    const send = async (correction: string) => {
      const { text } = await person.get(page);
      expect(text).toContain(ofHarbour?.id);
      return person
        .post(page)
        .field('_csrf', /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '')
        .field('correction', correction)
        .attach('files', Buffer.from('%PDF-1.4 proof'), 'marriage.pdf');
    };
    expect((await send(crypto.randomUUID())).status).toBe(422);
    expect((await send(ofHarbour?.id ?? '')).status).toBe(303);
    const seen = async (token: string) => (await get(`/${reference}`, token)).body.files;
    expect(await seen(harbour)).toEqual([expect.objectContaining({ correction: ofHarbour?.id })]);
    expect(await seen(guild)).toEqual([]);
    expect((await send('')).status).toBe(303);
    expect([(await seen(harbour)).length, (await seen(guild)).length]).toEqual([2, 1]);
    expect(door.faults).toEqual([]);
  });
});
