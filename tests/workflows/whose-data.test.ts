import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BlobReader, configure, TextWriter, ZipReader } from '@zip.js/zip.js';
import { renderCodedLetter } from '../../adapters/letters/render.js';
import type { LetterFacts } from '../../domain/letters/facts.js';
import type { Actor } from '../../domain/request/filing.js';
import { type Office, openOffice } from '../support/office.js';

configure({ useWebWorkers: false });
const ANNA: Actor = { id: 'staff-anna', role: 'staff' };
const STATUTORY_CLAIM = /GDPR|Art\. ?\d|supervisory authority|Information Commissioner|go to court/;

interface Data {
  regime: string;
  systems: { name: string; collections: Record<string, { regime: string; rows: Record<string, unknown>[] }> }[];
}

describe('whose data they are: persons, organisations, other controllers', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  /** An access case of an officer of `company`, with another member beside it, up to the decision. */
  async function caseOfOfficer(company: string, options: { isSoleTrader?: boolean; alsoOf?: string } = {}): Promise<string> {
    const { foundation } = office;
    const { reference } = await office.file({ requester: { name: 'Ida Quellmann', email: `${randomUUID()}@example.org` } });
    await office.until(reference, 'identity');
    const { rows } = await foundation.pool.query<{ subject_id: string }>('SELECT subject_id FROM request WHERE reference = $1', [
      reference,
    ]);
    const subjectId = rows[0]?.subject_id ?? '';
    const [own, also, other] = [randomUUID(), randomUUID(), randomUUID()];
    for (const [id, name, isNaturalPerson] of [
      [own, company, options.isSoleTrader ?? false],
      [also, options.alsoOf ?? 'Another plc', false],
      [other, 'Somebody Else plc', false],
    ])
      await foundation.pool.query(
        `INSERT INTO member (id, issuer_slug, name, domain, registration_number, address, is_natural_person)
         VALUES ($1, 'harbour-institute', $2, 'example.org', 'HRB 1', 'Pier 1', $3)`,
        [id, name, isNaturalPerson],
      );
    const profile = await foundation.vault.seal(subjectId, { name: 'Ida Quellmann', email: 'ida@example.org' }, 'officer.sealedProfile');
    for (const member of options.alsoOf === undefined ? [own] : [own, also])
      await foundation.pool.query(
        `INSERT INTO officer (id, member_id, subject_id, position, sealed_profile, source) VALUES ($1, $2, $3, 'director', $4, 'member')`,
        [randomUUID(), member, subjectId, profile],
      );
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    return reference;
  }

  async function answer(reference: string, outcome: 'granted' | 'partly-granted'): Promise<{ data: Data; index: string; letter: string }> {
    await office.act(reference, { type: 'decision', outcome, reasons: 'What we hold.' }, ANNA);
    await office.untilEvent(reference, 'package-built');
    await office.act(reference, { type: 'release' }, ANNA);
    const { foundation } = office;
    const { rows } = await foundation.pool.query<{ blob_id: string }>('SELECT blob_id FROM answer_package WHERE request_id = $1', [
      await office.idOf(reference),
    ]);
    const zip = new ZipReader(new BlobReader(new Blob([new Uint8Array(await foundation.blobs.read(rows[0]?.blob_id ?? ''))])));
    const files = new Map<string, string>();
    for (const entry of await zip.getEntries()) if (!entry.directory) files.set(entry.filename, await entry.getData(new TextWriter()));
    const letters = [...files].filter(([name]) => name.endsWith('.html') && name !== 'index.html').map(([, text]) => text);
    return {
      data: JSON.parse(files.get('data.json') ?? '{}'),
      index: files.get('index.html') ?? '',
      letter: letters.join().replace(/\s+/g, ' '),
    };
  }

  /** The newest letter of this code as its addressee reads it. */
  async function mail(reference: string, code: string): Promise<string> {
    const { rows } = await office.foundation.pool.query<{ subject_id: string; sealed_facts: Buffer }>(
      'SELECT subject_id, sealed_facts FROM letter WHERE request_id = $1 AND code = $2 ORDER BY created_at DESC LIMIT 1',
      [await office.idOf(reference), code],
    );
    const facts = await office.foundation.vault.open<LetterFacts>(
      rows[0]?.subject_id ?? '',
      rows[0]?.sealed_facts ?? Buffer.alloc(0),
      'letter.sealedFacts',
    );
    return facts === undefined ? '' : renderCodedLetter(facts).text.replace(/\s+/g, ' ');
  }

  const collections = (data: Data) => data.systems.find(({ name }) => name === 'rightsdesk')?.collections ?? {};

  it('a mixed case gives both parts in one answer, each with its regime, in package and letter', async () => {
    const reference = await caseOfOfficer('Hartwell Ltd');
    const { data, index, letter } = await answer(reference, 'granted');
    expect(data.regime).toBe('STATUTORY');
    const own = collections(data);
    expect([own.member?.regime, own.officer?.regime]).toEqual(['POLICY_ONLY', 'STATUTORY']);
    expect(own.member?.rows.map(({ name }) => name)).toEqual(['Hartwell Ltd']);
    expect(index).toContain('our privacy policy: data of an organisation');
    for (const text of [letter, await mail(reference, 'DISCLOSURE')]) {
      expect(text).toContain('Our own registers / Member organisations');
      expect(text).toMatch(STATUTORY_CLAIM);
    }
    const items = (await office.desk.detail(reference))?.items ?? [];
    expect(items.find(({ collection }) => collection === 'member')).toMatchObject({
      regime: 'POLICY_ONLY',
      ground: 'categories',
      isGiven: true,
    });
    await office.until(reference, 'answered');
    await office.replay(reference);
  }, 120_000);

  it('an officer who asks about the company gets its data only, of that company only, without statutory claims', async () => {
    const reference = await caseOfOfficer('Hartwell Ltd');
    await office.act(reference, { type: 'regime', regime: 'POLICY_ONLY', why: 'The company asks about its own entry.' }, ANNA);
    const { data, index, letter } = await answer(reference, 'granted');
    expect(Object.keys(collections(data)).filter((name) => (collections(data)[name]?.rows.length ?? 0) > 0)).toEqual(['member']);
    expect(collections(data).officer).toBeUndefined();
    expect(collections(data).member?.rows.map(({ name }) => name)).toEqual(['Hartwell Ltd']);
    expect(JSON.stringify(data) + index).not.toContain('Ida');
    expect(index).toContain('The data we hold about your organisation');
    for (const text of [letter, await mail(reference, 'DISCLOSURE')]) {
      expect(text).not.toMatch(STATUTORY_CLAIM);
      expect(text).toMatch(/our privacy policy promises you/i);
    }
  }, 120_000);

  it('a sole trader is a person; a company of theirs stands apart in the same answer, under the policy', async () => {
    const reference = await caseOfOfficer('Ida Quellmann, joiner', { isSoleTrader: true, alsoOf: 'Hartwell Ltd' });
    await expect(office.act(reference, { type: 'regime', regime: 'POLICY_ONLY', why: 'a firm' }, ANNA)).rejects.toMatchObject({
      code: 'SOLE_TRADER_IS_A_PERSON',
    });
    const items = (await office.desk.detail(reference))?.items ?? [];
    const itemOf = (name: string) => items.find(({ collection }) => collection === name);
    expect(itemOf('own_business')).toMatchObject({ regime: 'STATUTORY', ground: 'sole-trader', rowCount: 1 });
    expect(itemOf('member')).toMatchObject({ regime: 'POLICY_ONLY', ground: 'categories', rowCount: 1 });
    const { data, index, letter } = await answer(reference, 'granted');
    const given = (name: string) => {
      const { regime, rows = [] } = collections(data)[name] ?? {};
      return [regime, ...rows.map((row) => row.name)];
    };
    expect(given('own_business')).toEqual(['STATUTORY', 'Ida Quellmann, joiner']);
    expect(given('member')).toEqual(['POLICY_ONLY', 'Hartwell Ltd']);
    expect(index).toContain('Your own business');
    expect(letter).toContain('Our own registers / Member organisations');
    expect(letter).not.toContain('Our own registers / Your own business'); // the list of what is given under the policy alone
  }, 120_000);

  it('staff say item by item what a part is, and only of parts that were found', async () => {
    const reference = await caseOfOfficer('Hartwell Ltd');
    const act = { type: 'regime', regime: 'STATUTORY', why: 'The address is a home.' } as const;
    const member = { system: 'rightsdesk', collection: 'member' };
    await expect(office.act(reference, { ...act, items: [{ system: 'rightsdesk', collection: 'nothing' }] }, ANNA)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ pointer: '/items/0' }],
    });
    await office.act(reference, { ...act, items: [{ ...member, field: 'address' }] }, ANNA);
    const { data } = await answer(reference, 'granted');
    expect(collections(data).member).toMatchObject({ regime: 'POLICY_ONLY', fieldRegimes: { address: 'STATUTORY' } });
  }, 120_000);

  it('a part of another controller goes there, the person is told both dates, and our part is answered', async () => {
    const reference = await caseOfOfficer('Hartwell Ltd');
    const part = { system: 'rightsdesk', collection: 'member' };
    const forward = {
      type: 'forward',
      to: 'Crafts Office',
      contact: 'privacy@crafts.example',
      why: 'It keeps the register.',
      items: [part],
    };
    await office.act(reference, { ...forward, type: 'forward', note: 'They know of it.' }, ANNA);
    const detail = await office.desk.detail(reference);
    expect([detail?.status, detail?.outcome]).toEqual(['deciding', null]);
    const item = detail?.items.find(({ collection }) => collection === 'member');
    expect(item).toMatchObject({ isGiven: false, forwarded: { to: 'Crafts Office', theirDueOn: expect.stringMatching(/^\d{4}-/) } });
    const told = await mail(reference, 'FORWARDED');
    for (const words of ['Part of your request', 'Our own registers / Member organisations', 'Its answer is due by', 'They know of it.'])
      expect(told).toContain(words);
    expect(await mail(reference, 'FORWARDED_CASE')).toContain('only the following is yours');
    await expect(office.act(reference, { ...forward, type: 'forward' }, ANNA)).rejects.toMatchObject({ code: 'ALREADY_FORWARDED' });
    const { data } = await answer(reference, 'partly-granted');
    expect(collections(data).member).toBeUndefined();
    expect(collections(data).officer?.rows).toHaveLength(1);
    expect(await mail(reference, 'DISCLOSURE')).toContain('Crafts Office decides about these data');
    await office.until(reference, 'answered');
    await office.replay(reference);
  }, 120_000);
});
