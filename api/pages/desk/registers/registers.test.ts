import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../../domain/request/types.js';
import { buildPageApp } from '../../../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../../../tests/support/page-browser.js';
import { buildPageDeps } from '../../../../tests/support/page-fakes.js';

async function open(role: Role = 'staff') {
  const base = buildPageDeps();
  const who = { accountId: 'acc', name: 'Robin Sale', role };
  const browser = openBrowser(buildPageApp({ ...base, accounts: { ...base.accounts, find: async () => who } }));
  await signInAsStaff(browser);
  return browser;
}
const ONE = '/desk/records/one?of=shop%2Fshop_account';

describe('the records of processing (GDPR Art. 30)', () => {
  it('say what is missing until the officer adds it, and remember what was added', async () => {
    const browser = await open('dpo');
    expect((await browser.get('/desk/records')).text).toMatch(/1 of 1 lack something[\s\S]*persons, transfers, measures/);
    for (const [field, text] of [
      ['persons', 'customers'],
      ['transfers', 'none'],
      ['measures', 'access by role'],
      ['persons', 'members who order'],
    ] as const)
      expect((await browser.send(ONE, { field, text })).headers.location).toBe(ONE);
    expect((await browser.get('/desk/records')).text).toContain('Nothing that Art. 30(1) asks for is missing');
    expect((await browser.get(ONE)).text).toMatch(/members who order[\s\S]*Whose data: customers[\s\S]*Robin Sale/);
    const { text, headers } = await browser.get('/desk/records.csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text.split('\r\n')[1]).toContain('Membership shop,Shop account,selling and delivering what members order,members who order,');
    const pdf = await browser.get('/desk/records.pdf');
    expect([pdf.headers['content-type'], pdf.headers['content-disposition']]).toEqual([
      'application/pdf',
      'attachment; filename="records-of-processing-2026-11-23.pdf"',
    ]);
    await browser.send(ONE, { field: 'transfers', text: '' });
    expect((await browser.get('/desk/records')).text).toContain('transfers');
  });

  it('are added to by the officer alone, and only what is there', async () => {
    const browser = await open('staff');
    expect((await browser.get(ONE)).text).not.toContain('Add or put right');
    expect((await browser.send(ONE, { field: 'persons', text: 'x' })).status).toBe(403);
    const officer = await open('dpo');
    expect((await officer.send(ONE, { field: 'nothing', text: 'x' })).status).toBe(404);
    expect((await officer.send(ONE, { field: 'note', text: 'x'.repeat(2_001) })).status).toBe(422);
    expect((await officer.get('/desk/records/one?of=nothing')).status).toBe(404);
  });

  it('say where each item of data comes from (GDPR Art. 15(1)(g))', async () => {
    expect((await (await open('auditor')).get('/desk/records/sources')).text).toContain('you, when you opened an account');
  });
});

describe('the register of disclosures', () => {
  it('filters, and gives the same as a file', async () => {
    const browser = await open('auditor');
    expect((await browser.get('/desk/disclosures')).text).toContain('1a2b3c4d');
    const none = await browser.get('/desk/disclosures?recipient=Print+shop&from=2026-99-99');
    expect(none.text).toMatch(/Nothing fits this filter[\s\S]*/);
    expect(none.text).toContain('/desk/disclosures.csv?recipient&#x3D;Print+shop');
    const file = await browser.get('/desk/disclosures.csv');
    expect(file.text).toBe(
      '\uFEFFat,recipient,system,categories,purpose,person\r\n2026-11-23T14:03:00.000Z,Carrier Ltd,shop,name,delivery,1a2b3c4d\r\n',
    );
  });
});

describe('the storage periods', () => {
  it('say what goes next and what went, and a look deletes nothing and is on record', async () => {
    const browser = await open();
    const page = await browser.get('/desk/retention');
    expect(page.text).toMatch(
      /Visits without a sign-in[\s\S]*>3<[\s\S]*>40<[\s\S]*the schedule[\s\S]*Visits without a sign-in, kept apart: 12/,
    );
    const looked = await browser.send('/desk/retention', {}, '/desk/retention/dry-run');
    expect(looked.headers.location).toBe('/desk/retention');
    expect((await browser.get('/desk/retention')).text).toMatch(/3 would be deleted now[\s\S]*looked only/);
    const auditor = await open('auditor');
    expect((await auditor.get('/desk/retention')).text).not.toContain('delete nothing');
    expect((await auditor.send('/desk/retention', {}, '/desk/retention/dry-run')).status).toBe(403);
  });
});
