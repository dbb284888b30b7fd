import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { BoundedCache } from './bounded-cache.js';
import { claimFolder } from './claim-folder.js';
import { textOf, wordsOf } from './seal-id.js';
import { Shelf } from './shelf.js';

const folderOf = () => mkdtempSync(join(tmpdir(), 'rightsdesk-shelf-'));
const seal = (id: string, text: string, stamp = 1) => ({ kind: 'seal' as const, id, stamp, content: Buffer.from(text) });
const read = (shelf: Shelf, id: string) => shelf.seal(id)?.toString();
const lastFile = (folder: string) => join(folder, readdirSync(folder).sort().at(-1) ?? '');

describe('the shelf', () => {
  it('gives back the newest of what was put there, also after it was opened anew', async () => {
    const folder = folderOf();
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
    const shelf = new Shelf(folder);
    shelf.apply([seal(one, 'first'), seal(two, 'second'), seal(three, 'third', 7)]);
    shelf.apply([
      seal(one, 'first, later', 2 ** 33 + 5),
      { kind: 'seal-gone', id: two },
      { kind: 'document', name: 'jwks', content: Buffer.from('{}') },
    ]);
    await shelf.commit(Buffer.from('position 1'));
    shelf.close();
    const again = new Shelf(folder);
    expect([read(again, one), read(again, two), read(again, three)]).toEqual(['first, later', undefined, 'third']);
    expect([again.stampOf(one), again.stampOf(two), again.stampOf(three)]).toEqual([5, undefined, 7]);
    expect(again.document('jwks')?.toString()).toBe('{}');
    expect(again.position?.toString()).toBe('position 1');
    expect(again.sealCount).toBe(2);
    expect([...again.sealIds()].sort()).toEqual([one, three].sort());
    expect(again.isDamaged).toBe(false);
    again.close();
  });

  it('behaves as a map does, whatever is put, taken away, cleaned and opened anew', async () => {
    const ids = Array.from({ length: 12 }, () => randomUUID());
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.record({ act: fc.constant('put'), at: fc.nat(11), text: fc.string({ maxLength: 60 }) }) },
      { weight: 2, arbitrary: fc.record({ act: fc.constant('gone'), at: fc.nat(11), text: fc.constant('') }) },
      { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('clean', 'reopen'), at: fc.constant(0), text: fc.constant('') }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
        const folder = folderOf();
        const model = new Map<string, string>();
        let shelf = new Shelf(folder, 400);
        for (const { act, at, text } of steps) {
          const id = ids[at] ?? '';
          if (act === 'put') shelf.apply([seal(id, text)]);
          if (act === 'put') model.set(id, text);
          if (act === 'gone') shelf.apply([{ kind: 'seal-gone', id }]);
          if (act === 'gone') model.delete(id);
          if (act === 'clean') while (await shelf.clean());
          if (act === 'reopen') shelf.close();
          if (act === 'reopen') shelf = new Shelf(folder, 400);
          expect(shelf.sealCount).toBe(model.size);
        }
        for (const id of ids) expect(read(shelf, id)).toBe(model.get(id));
        expect(shelf.isDamaged).toBe(false);
        shelf.close();
      }),
      { numRuns: 60 },
    );
  });

  it('cut at any byte, holds a state that it once had, and goes on from there', async () => {
    const folder = folderOf();
    const id = randomUUID();
    const whole = new Shelf(folder);
    for (let n = 1; n <= 5; n += 1) {
      whole.apply([seal(id, `state ${n}`, n)]);
      await whole.commit(Buffer.from(String(n)));
    }
    whole.close();
    const bytes = readFileSync(lastFile(folder));
    for (let end = 0; end <= bytes.length; end += 1) {
      writeFileSync(lastFile(folder), bytes);
      truncateSync(lastFile(folder), end);
      const shelf = new Shelf(folder);
      const position = Number(shelf.position?.toString() ?? 0);
      const state = Number(read(shelf, id)?.slice(6) ?? 0);
      expect(state === position || state === position + 1).toBe(true); // never older than the position says
      shelf.apply([seal(id, 'afterwards')]);
      await shelf.commit(Buffer.from('9'));
      shelf.close();
      const again = new Shelf(folder);
      expect([read(again, id), again.position?.toString()]).toEqual(['afterwards', '9']);
      again.close();
    }
  });

  it('never gives out a record that the disk has changed, and says that it is damaged', () => {
    const folder = folderOf();
    const [good, bad] = [randomUUID(), randomUUID()];
    const shelf = new Shelf(folder);
    shelf.apply([seal(good, 'good'), seal(bad, 'to be damaged', 3)]);
    const bytes = readFileSync(lastFile(folder));
    writeFileSync(lastFile(folder), Buffer.from(bytes.toString('latin1').replace('damaged', 'dAmaged'), 'latin1'));
    expect(read(shelf, good)).toBe('good');
    expect(read(shelf, bad)).toBeUndefined();
    expect(shelf.isDamaged).toBe(true);
    expect(shelf.stampOf(bad)).not.toBe(3);
    shelf.close();
  });

  it('after damage in an older file says so, and keeps what is readable', () => {
    const folder = folderOf();
    const shelf = new Shelf(folder, 100);
    const ids = Array.from({ length: 6 }, () => randomUUID());
    for (const id of ids) shelf.apply([seal(id, 'a text of some length, so that each has a file')]);
    shelf.close();
    writeFileSync(join(folder, '000002.shelf'), 'rubbish that is no frame');
    const again = new Shelf(folder, 100);
    expect(again.isDamaged).toBe(true);
    expect(ids.filter((id) => read(again, id) !== undefined)).toHaveLength(5);
    again.close();
  });

  it('gives room back when much is stale', async () => {
    const folder = folderOf();
    const shelf = new Shelf(folder, 2_000);
    const ids = Array.from({ length: 10 }, () => randomUUID());
    for (let round = 0; round < 50; round += 1) shelf.apply(ids.map((id) => seal(id, `round ${round}`)));
    const before = shelf.sizes.fileBytes;
    while (await shelf.clean());
    expect(shelf.sizes.fileBytes).toBeLessThan(before / 5);
    expect(ids.map((id) => read(shelf, id))).toEqual(ids.map(() => 'round 49'));
    expect(statSync(lastFile(folder)).size).toBeGreaterThan(0);
    shelf.close();
  });

  it('keeps nothing on the disk of what was withdrawn, once it was cleaned', async () => {
    const folder = folderOf();
    const shelf = new Shelf(folder);
    const [kept, withdrawn] = [randomUUID(), randomUUID()];
    shelf.apply([seal(withdrawn, 'a name that was erased'), seal(kept, 'kept')]);
    shelf.apply([{ kind: 'seal-gone', id: withdrawn }]);
    while (await shelf.clean());
    const onDisk = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(onDisk.join()).not.toContain('erased');
    expect([read(shelf, kept), read(shelf, withdrawn)]).toEqual(['kept', undefined]);
    shelf.close();
    const again = new Shelf(folder);
    expect([read(again, kept), read(again, withdrawn)]).toEqual(['kept', undefined]);
    again.close();
  });

  it('takes rubbish at the end for what it is', () => {
    const folder = folderOf();
    const id = randomUUID();
    const shelf = new Shelf(folder);
    shelf.apply([seal(id, 'kept')]);
    shelf.close();
    appendFileSync(lastFile(folder), Buffer.alloc(3_000, 0xff));
    const again = new Shelf(folder);
    expect([read(again, id), again.isDamaged]).toEqual(['kept', false]);
    again.close();
  });

  it('finds 100,000 seals in under 10 MB of index', () => {
    const shelf = new Shelf(folderOf());
    const ids = Array.from({ length: 100_000 }, (_, n) => textOf([0x0190_0000, 0x7000 + (n >> 12), 0x8000_0000, n])); // as alike as those of one batch
    shelf.apply(ids.map((id) => seal(id, id)));
    expect(ids.filter((id, n) => n % 7 === 0 && read(shelf, id) !== id)).toEqual([]);
    expect(shelf.sizes.indexBytes).toBeLessThan(10_000_000);
    shelf.close();
  });
});

describe('ids of seals', () => {
  it('are the same after they were words', () => {
    fc.assert(fc.property(fc.uuid(), (id) => textOf(wordsOf(id) ?? [0, 0, 0, 0]) === id));
  });
  it.each(['', 'x', '0190', '../../etc/passwd', '01900000-7000-7000-8000-00000000000G', '01900000-7000-7000-8000-0000000000000'])(
    '%p is none',
    (text) => expect(wordsOf(text)).toBeUndefined(),
  );
});

test('a folder belongs to one living process; a second one gets another, a restarted one the same', () => {
  const parent = folderOf();
  expect(claimFolder(parent, 'seals')).toBe(join(parent, 'seals-1'));
  expect(claimFolder(parent, 'seals')).toBe(join(parent, 'seals-1'));
  writeFileSync(join(parent, 'seals-1', 'owner'), JSON.stringify({ host: hostname(), pid: process.ppid, birth: 'another' })); // ended; its id was given out again
  expect(claimFolder(parent, 'seals')).toBe(join(parent, 'seals-1'));
  // In a container every process may be number 1: another machine's is alive as long as it says so.
  const file = join(parent, 'seals-1', 'owner');
  writeFileSync(file, JSON.stringify({ host: 'another', pid: process.pid, birth: 'any' }));
  expect(claimFolder(parent, 'seals')).toBe(join(parent, 'seals-2'));
  const minutesAgo = new Date(Date.now() - 120_000);
  utimesSync(file, minutesAgo, minutesAgo);
  expect(claimFolder(parent, 'seals')).toBe(join(parent, 'seals-1'));
});

test('the cache keeps to its bytes and forgets what was not used', () => {
  const cache = new BoundedCache<{ bytes: number }>(100);
  for (const key of ['a', 'b', 'c']) cache.set(key, { bytes: 40 });
  expect([cache.get('a'), cache.bytes]).toEqual([undefined, 80]);
  cache.get('b');
  cache.set('d', { bytes: 40 });
  expect([cache.get('b')?.bytes, cache.get('c')]).toEqual([40, undefined]);
});
