import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { carryOutHeld, UNDO_MS } from '../../../adapters/db/desk/held-acts.js';
import { createRequestDesk } from '../../../adapters/db/requests/desk.js';
import { foldFigures } from '../../../adapters/db/sla/fold-figures.js';
import { type DeskBrowser, type DeskPerson, hire, openDeskBrowser } from '../../../tests/support/desk-people.js';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';

const STAFF = { id: '019a0000-0000-7000-8000-0000000000ab', role: 'staff' as const };
let door: TestDoor;
let robin: DeskPerson;
let kim: DeskPerson;
let browser: DeskBrowser;
let deciding = '';

beforeAll(async () => {
  door = await openTestDoor(12);
  [robin, kim] = [await hire(door, 'Robin Sale'), await hire(door, 'Kim Weber')];
  browser = await openDeskBrowser(door, robin);
  deciding = door.references[3] ?? '';
}, 120_000);
afterAll(() => door.close());

const home = (reference: string) => `/desk/requests/${reference}`;
const referencesIn = (html: string) => [...html.matchAll(/in-reference reference">([^<]+)</g)].map(([, reference]) => reference ?? '');
const countOf = async (sql: string, ...values: unknown[]) => (await door.foundation.pool.query(sql, values)).rowCount ?? 0;

/** All cases of a list, page by page. */
async function listed(path: string): Promise<string[]> {
  const found: string[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { text } = await browser.get(next);
    found.push(...referencesIn(text));
    next = /<a href="([^"]+)" rel="next">/.exec(text)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
  }
  return found;
}

describe('the figures', () => {
  it('are links, each to a list with exactly as many cases', async () => {
    const { text, status } = await browser.get('/desk/sla');
    expect(status).toBe(200);
    const links = [...text.matchAll(/<a href="(\/desk(?:\?[^"]*)?)"[^>]*>((?:(?!<\/a>)[\s\S])*)<\/a>/g)].flatMap(
      ([, href = '', inner = '']) => {
        const number = /^\s*(\d+)\b(?! (days?|%))/.exec(inner.replaceAll(/<title>.*?<\/title>|<[^>]+>/g, '').trim());
        return number === null ? [] : [{ href: href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='), n: Number(number[1]) }];
      },
    );
    expect(links.length).toBeGreaterThan(12);
    const wrong: string[] = [];
    for (const { href, n } of links) {
      const { length } = await listed(href);
      if (length !== n) wrong.push(`${href}: ${n} shown, ${length} listed`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('come as a spreadsheet, as a tagged report, and on a wall without anybody’s data', async () => {
    const csv = await browser.get('/desk/sla.csv');
    expect(csv.headers['content-disposition']).toMatch(/attachment; filename="figures-\d{4}-\d\d-\d\d\.csv"/);
    expect(csv.text).toContain('open,,,,12\r\n');
    const month = new Date().toISOString().slice(0, 7);
    const report = await browser
      .get(`/desk/sla/reports/${month}`)
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(report.headers['content-type']).toBe('application/pdf');
    const bytes = (report.body as Buffer).toString('latin1');
    expect([bytes.startsWith('%PDF'), bytes.includes('/StructTreeRoot'), bytes.includes('/Marked true')]).toEqual([true, true, true]);
    expect((await browser.get('/desk/sla/reports/2001-01')).status).toBe(404);
    const wall = await browser.get('/desk/wall');
    expect(wall.text).toContain('renewed every minute');
    for (const secret of [...door.references, 'Beispiel', 'example.org']) expect(wall.text).not.toContain(secret);
  });
});

describe('the inbox', () => {
  it('gives a case to somebody, who finds it under their own', async () => {
    await browser.send(home(deciding), { to: robin.id, why: 'Knows the shop' }, `${home(deciding)}/assignment`);
    expect(await listed('/desk?assigned=me')).toEqual([deciding]);
    expect((await browser.get('/desk')).text).toMatch(/Mine <span class="number">1</);
    expect((await browser.get(home(deciding))).text).toContain('Worked by <strong>Robin Sale</strong>');
    const refused = await browser.send(home(deciding), { to: STAFF.id }, `${home(deciding)}/assignment`);
    expect((await browser.get(refused.headers.location ?? '')).text).toContain('account of the desk');
  });

  it('shows the cases of somebody who is away to the deputy', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const wrong = await browser.send('/desk/absence', { fromOn: today, untilOn: '2001-01-01', deputyId: kim.id });
    expect([wrong.status, wrong.text.includes('before the first')]).toEqual([422, true]);
    await browser.send('/desk/absence', { fromOn: today, untilOn: today, deputyId: kim.id });
    const hers = await openDeskBrowser(door, kim);
    expect(referencesIn((await hers.get('/desk?assigned=me')).text)).toEqual([deciding]);
    expect((await hers.get(home(deciding))).text).toContain('Kim Weber stands in');
  });

  it('finds a case by whole words of a note that is kept sealed', async () => {
    await browser.send(home(deciding), { text: 'Called about the Zeppelin invoice; ring back on Monday.' }, `${home(deciding)}/acts/note`);
    const { rows } = await door.foundation.pool.query<{ sealed_text: Buffer }>('SELECT sealed_text FROM case_note');
    expect(rows.some(({ sealed_text }) => sealed_text.includes('Zeppelin'))).toBe(false);
    const found = await browser.send('/desk', { q: 'zeppelin invoice', right: 'access' }, '/desk/search');
    expect(found.headers.location).toMatch(/^\/desk\?right=access&search=[\w-]{12}$/);
    expect(await listed(String(found.headers.location))).toEqual([deciding]);
    expect((await browser.get(String(found.headers.location))).text).toContain('value="zeppelin invoice"');
    expect((await browser.get('/desk?q=zeppel')).headers.location).toMatch(/^\/desk\?search=[\w-]{12}$/);
    const elsewhere = await (await openDeskBrowser(door, kim)).get(String(found.headers.location));
    expect(elsewhere.text).toContain('not kept any more');
    expect(referencesIn(elsewhere.text)).toEqual([]);
    expect((await browser.get(home(deciding))).text).not.toContain('Zeppelin');
    await browser.send(home(deciding), {}, `${home(deciding)}/show`);
    expect((await browser.get(home(deciding))).text).toContain('Zeppelin');
  });

  it('keeps views per account, never with a search word', async () => {
    await browser.send('/desk?right=access', { name: 'All access', query: 'right=access&q=anna&urgency=calm' }, '/desk/views');
    const { text } = await browser.get('/desk');
    expect(text).toContain('/desk?right&#x3D;access&amp;urgency&#x3D;calm');
    expect(await countOf(`SELECT 1 FROM saved_view WHERE query LIKE '%anna%'`)).toBe(0);
    expect((await (await openDeskBrowser(door, kim)).get('/desk')).text).not.toContain('All access');
  });

  it('does one thing to many: what it would do first, then what it did, row by row', async () => {
    const open = door.references.slice(6, 9);
    const cases = [...open, 'RR-2026-ZZZZZZ'];
    const page = `/desk/bulk?act=extension&${cases.map((reference) => `case=${reference}`).join('&')}`;
    const typed = { act: 'extension', case: cases, ground: 'complexity', reasons: 'Nine archives to search.' };
    const preview = await browser.send(page, { ...typed, preview: 'yes' }, '/desk/bulk');
    expect(preview.text).toContain('Possible for 3 of 4');
    expect(await countOf(`SELECT 1 FROM letter WHERE code = 'EXTENSION'`)).toBe(0);
    const unsure = await browser.send(page, { ...typed, confirm: '3' }, '/desk/bulk');
    expect([unsure.status, unsure.text.includes('Type 4, the number of cases')]).toEqual([422, true]);
    const done = await browser.send(page, { ...typed, confirm: '4' }, '/desk/bulk');
    expect(done.text).toContain('Kept for a minute, then carried out, for 3 of 4 cases');
    const soon = (ms: number) => ({ ...door.foundation, now: () => new Date(Date.now() + ms) });
    await carryOutHeld(soon(UNDO_MS + 1_000));
    expect(await countOf(`SELECT 1 FROM letter WHERE code = 'EXTENSION'`)).toBe(0);
    const held = [...done.text.matchAll(/name="held" value="([^"]+)"/g)].map(([, place]) => place ?? '');
    expect(held).toHaveLength(3);
    const undone = await browser.send(page, { act: 'extension', held: held.slice(1) }, '/desk/bulk/undo');
    expect(undone.text).toContain('Taken back for 2 cases');
    await carryOutHeld(soon(61_000));
    expect(await countOf(`SELECT 1 FROM letter WHERE code = 'EXTENSION'`)).toBe(1);
    const late = await browser.send(page, { act: 'extension', held }, '/desk/bulk/undo');
    expect(late.text).toContain('Taken back for 0 of 3 cases');
  }, 60_000);
});

describe('an act that sends something', () => {
  const later = () => ({ ...door.foundation, now: () => new Date(Date.now() + UNDO_MS + 1_000) });
  const ask = () => browser.send(`${home(deciding)}/acts/clarification`, { question: 'Which of the two shops do you mean?' });

  it('can be taken back for ten seconds, and is then not done', async () => {
    await ask();
    const { text } = await browser.get(home(deciding));
    const undo = /action="([^"]+\/undo)"/.exec(text)?.[1] ?? '';
    expect(text).toContain('can be taken back');
    expect(await countOf('SELECT 1 FROM question')).toBe(0);
    await browser.send(home(deciding), {}, undo);
    await carryOutHeld(later());
    expect(await countOf('SELECT 1 FROM question')).toBe(0);
    expect((await browser.get(home(deciding))).text).toContain('Taken back');
  });

  it('is done after them, once, whoever looks', async () => {
    await ask();
    expect(await carryOutHeld(door.foundation)).toBe(0);
    const done = await Promise.all([carryOutHeld(later()), carryOutHeld(later())]);
    expect(done.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await countOf('SELECT 1 FROM question')).toBe(1);
    expect(await countOf(`SELECT 1 FROM held_act WHERE act_type = 'clarification' AND state = 'done' AND sealed_act IS NULL`)).toBe(1);
  });

  it('is refused before anything is held where the state forbids it, and afterwards where it has come to forbid it', async () => {
    const triage = door.references[0] ?? '';
    const refused = await browser.send(`${home(triage)}/acts/clarification`, { question: 'What is meant?' });
    expect(refused.status).toBe(409);
    const other = door.references[4] ?? '';
    await browser.send(`${home(other)}/acts/clarification`, { question: 'Which account?' });
    await createRequestDesk(door.foundation).act(other, { type: 'withdrawal' }, STAFF);
    await carryOutHeld(later());
    expect((await browser.get(home(other))).text).toContain('Not done:');
  });
});

describe('what happens meanwhile', () => {
  it('is told as it happens, by references and states only, and again after a break', async () => {
    const server = createServer(door.app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/desk/events`;
    const { cookie } = browser;
    try {
      expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
      const reference = door.references[1] ?? '';
      const first = await listen(url, { cookie });
      await sleep(1_500);
      await createRequestDesk(door.foundation).act(reference, { type: 'note', text: 'Seen.' }, STAFF);
      const event = await first.until((text) => text.includes(reference));
      expect(event).toMatch(/^id: \d+$/m);
      expect(event).not.toMatch(/Beispiel|example\.org|Seen/);
      await first.end();
      const lastId = /^id: (\d+)$/m.exec(event)?.[1] ?? '';
      const again = await listen(url, { cookie, 'last-event-id': lastId });
      expect(await again.until((text) => text.includes(reference))).toContain(`"reference":"${reference}"`);
      await again.end();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }, 30_000);

  it('is read as evidence that is recomputed, and a changed entry is seen', async () => {
    const { text } = await browser.get(`${home(deciding)}/evidence`);
    expect(text).toContain('The record is whole:');
    expect(text).not.toMatch(/Zeppelin|Beispiel/);
    const owner = new pg.Client({ connectionString: door.ownerUrl });
    await owner.connect();
    const other = door.references[5] ?? '';
    await owner.query('ALTER TABLE evidence DISABLE TRIGGER evidence_is_append_only');
    await owner.query(
      `UPDATE evidence SET actor = 'somebody-else' WHERE seq = 2 AND request_id = (SELECT id FROM request WHERE reference = $1)`,
      [other],
    );
    await owner.end();
    expect((await browser.get(`${home(other)}/evidence`)).text).toMatch(
      /The record was changed at event 2[\s\S]*changed after it was written/,
    );
  });

  it('leaves the figures exact once folded', async () => {
    const before = (await browser.get('/desk/sla.csv')).text;
    await foldFigures(door.foundation.pool);
    expect((await browser.get('/desk/sla.csv')).text).toBe(before);
    expect(door.faults).toEqual([]);
  });
});

/** Reads a stream of events until a text has come. */
async function listen(url: string, headers: Record<string, string>) {
  const stopping = new AbortController();
  const answer = await fetch(url, { headers, signal: stopping.signal });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const reader = answer.body?.getReader();
  let text = '';
  return {
    async until(isThere: (text: string) => boolean): Promise<string> {
      const until = Date.now() + 10_000;
      while (!isThere(text) && Date.now() < until) {
        const part = await reader?.read();
        text += Buffer.from(part?.value ?? new Uint8Array()).toString('utf8');
      }
      return text;
    },
    end: async () => stopping.abort(),
  };
}
