import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRequestDesk } from '../../../adapters/db/requests/desk.js';
import { createCaseSteps } from '../../../adapters/db/requests/steps/case-steps.js';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';
import { openBrowser } from '../../../tests/support/page-browser.js';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n%%EOF');

interface Sent {
  files?: readonly (readonly [name: string, content: Buffer])[];
  correction?: string;
}

describe('the page where a person sends proof, over a real record', () => {
  let door: TestDoor;
  beforeAll(async () => {
    door = await openTestDoor(0);
  }, 60_000);
  afterAll(() => door.close());

  /** Files a correction of two fields and opens its page as its person does. */
  async function open(language: 'en' | 'de' | 'fr' = 'en') {
    const desk = createRequestDesk(door.foundation);
    const corrections = ['position', 'name'].map((field) => ({
      record: 'my record',
      field,
      proposed: `new ${field}`,
      reason: 'It changed.',
    }));
    const filed = await desk.file(
      {
        rights: ['rectification'],
        requester: { name: 'Alma Whitcombe', email: `${crypto.randomUUID()}@example.org` },
        channel: 'form',
        language,
        corrections,
      },
      { id: 'anyone', role: 'anyone' },
    );
    const page = `${new URL(filed.statusUrl).pathname}/proof`;
    const browser = openBrowser(door.app);
    const shown = (await browser.get(page)).text;
    const fields = [...shown.matchAll(/<option value="([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
    const token = /name="_csrf" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    const send = ({ files = [['paper.pdf', PDF]], correction }: Sent) => {
      const call = browser.agent.post(page).set('accept', 'text/html').field('_csrf', token);
      if (correction !== undefined) call.field('correction', correction);
      for (const [name, content] of files) call.attach('files', content, name);
      return call;
    };
    return { id: filed.id, reference: filed.reference, fields, send, desk };
  }

  const kept = async (id: string) =>
    (await door.foundation.pool.query('SELECT correction_id FROM evidence_file WHERE request_id = $1 ORDER BY id', [id])).rows;

  it('keeps a file with the correction it is about, or with all of them', async () => {
    const { id, fields, send } = await open();
    expect(fields).toHaveLength(2);
    expect((await send({ correction: fields[1] })).status).toBe(303);
    expect((await send({ correction: '' })).status).toBe(303);
    expect((await kept(id)).map((row) => row.correction_id)).toEqual([fields[1], null]);
    // Who decides over each field is put down later, and leaves the file where it is.
    await createCaseSteps(door.foundation).sortCorrections(id, new Date());
    const { rows } = await door.foundation.pool.query('SELECT id FROM correction WHERE request_id = $1 ORDER BY position', [id]);
    expect(rows.map((row) => row.id)).toEqual(fields);
  });

  it.each([
    ['a correction of another request', { correction: '019a0000-0000-7000-8000-000000000000' }, '#correction', 'no such correction'],
    ['no correction at all', { correction: 'x' }, '#correction', 'no such correction'],
    ['a file of another kind', { files: [['notes.txt', Buffer.from('hello')]] }, '#files', '“notes.txt”: Only PDF, PNG and JPEG'],
    [
      'one wrong file among right ones',
      {
        files: [
          ['paper.pdf', PDF],
          ['notes.txt', Buffer.from('hello')],
        ],
      },
      '#files',
      '“notes.txt”: Only PDF, PNG and JPEG are taken; save the file as one of these. Nothing was kept',
    ],
    ['an empty file', { files: [['empty.pdf', Buffer.alloc(0)]] }, '#files', '“empty.pdf”: A file is empty'],
    [
      'a file that is too large',
      { files: [['scan.pdf', Buffer.alloc(5 * 1_048_576 + 1)]] },
      '#files',
      '“scan.pdf”: A file is larger than 5 MB',
    ],
    ['more files than are taken', { files: Array.from({ length: 6 }, (_, n) => [`${n}.pdf`, PDF] as const) }, '#files', 'at most 5 files'],
    ['no file', { files: [] }, '#files', 'Choose at least one file'],
  ] as const)('says that it is %s, beside the field, and keeps nothing', async (_what, sent, at, words) => {
    const { id, send } = await open();
    const { status, text } = await send(sent);
    expect(status).toBe(422);
    expect(text).toMatch(new RegExp(`<li><a href="${at}">[^<]*${words}`));
    expect(text).not.toContain('decided meanwhile');
    expect(await kept(id)).toEqual([]);
  });

  it('keeps the choice of the correction where a file was wrong, and says it in the language of the request', async () => {
    for (const [language, words] of [
      ['de', '„notes.txt“: Nur PDF, PNG und JPEG'],
      ['fr', 'Seuls PDF, PNG et JPEG'],
    ] as const) {
      const { fields, send } = await open(language);
      const { text } = await send({ correction: fields[0], files: [['notes.txt', Buffer.from('hello')]] });
      expect(text).toContain(words);
      expect(text).toContain(`<option value="${fields[0]}" selected>`);
    }
  });

  it('says that the request was decided meanwhile only where it was', async () => {
    const { reference, send, desk, id } = await open();
    await desk.act(reference, { type: 'withdrawal' }, { id, role: 'requester' });
    const { status, headers } = await send({});
    expect([status, headers.location]).toEqual([303, expect.stringContaining(`/status/${reference}/`)]);
    expect(await kept(id)).toEqual([]);
  });
});
