import { describe, expect, it } from '@jest/globals';
import { RIGHTS, type Role } from '../../../domain/request/types.js';
import { factsAsked } from '../../../domain/rights/evaluate-case.js';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../../tests/support/page-browser.js';
import { buildDetail, buildPageDeps, createFakeDesk } from '../../../tests/support/page-fakes.js';
import { tableView } from './decision-form.js';
import { factWord, valueWord } from './fact-words.js';

const CASE = '/desk/requests/RR-2026-4F7K2M';
const ASSESSMENT = {
  known: { identity: 'proven', held: 'yes', askedBefore: 'no', copy: 'first', fee: 'none', marketingObjection: 'no', secondPerson: 'no' },
  presumed: { subject: 'living_person', role: 'controller', agent: 'none', unfoundedOrExcessive: 'no', thirdParty: 'none' },
};
const OPEN = {
  kind: 'decision',
  ground: 'against-the-table',
  status: 'open',
  proposedBy: 'somebody-else',
  proposedAt: '2026-11-20T10:00:00.000Z',
  decidedBy: null,
  decidedAt: null,
  decision: {
    outcome: 'refused',
    reasons: 'A court order about Alex Morgan.',
    evidence: [],
    why: 'Order of 3 November.',
    rule: 'in-full',
    article: 'GDPR Art. 15(1), (3)',
  },
} as const;

async function open(over: Parameters<typeof buildDetail>[0] = {}, role: Role = 'staff') {
  const fake = createFakeDesk([buildDetail({ assessment: ASSESSMENT, ...over })]);
  const base = buildPageDeps({ desk: fake.desk });
  const accounts = { ...base.accounts, find: async (accountId: string) => ({ accountId, name: 'Robin Sale', role }) };
  const browser = openBrowser(buildPageApp({ ...base, accounts }));
  await signInAsStaff(browser);
  return { ...fake, browser };
}

describe('the page of a decision', () => {
  it('prints what the record knows, asks the rest, and says what is still open', async () => {
    const { browser } = await open();
    const { text } = await browser.get(`${CASE}/acts/decision`);
    expect(text).toMatch(/Are data of the person held<\/dt><dd>yes/);
    expect(text).not.toContain('name="fact-held"');
    expect(text).toContain('name="fact-exemption"');
    expect(text).toMatch(/Still open\. It depends on: .*Does an exemption apply/);
  });

  it('names rule, article and letter for the facts typed, without deciding', async () => {
    const { browser, acts } = await open();
    const asked = await browser.send(`${CASE}/acts/decision`, {
      check: 'yes',
      'fact-exemption': 'all',
      'fact-largeQuantity': 'no',
      reasons: 'National security.',
    });
    expect(asked.status).toBe(200);
    expect(asked.text).toMatch(/exempt<\/strong>: Refused <span class="article">GDPR Art\. 23; DPA 2018 Sch\. 2 · letter REFUSAL/);
    expect(asked.text).toContain('National security.');
    expect(acts).toEqual([]);
  });

  it('sends the facts that were answered, the override and the evidence, one item a line', async () => {
    const { browser, acts } = await open();
    const fields = {
      outcome: 'refused',
      reasons: 'Excessive.',
      'fact-exemption': 'unknown',
      'fact-thirdParty': 'none',
      'fact-unfoundedOrExcessive': 'proven',
      evidence: ' Forty requests \n\nAn offer\n',
      override: 'So told.',
    };
    expect((await browser.send(`${CASE}/acts/decision`, fields)).status).toBe(303);
    expect(acts[0]?.act).toEqual({
      type: 'decision',
      outcome: 'refused',
      reasons: 'Excessive.',
      facts: { unfoundedOrExcessive: 'proven' },
      override: { reason: 'So told.' },
      evidence: ['Forty requests', 'An offer'],
    });
  });

  it('shows on the case the rule that a decision rests on', async () => {
    const decision = {
      outcome: 'refused',
      reasons: 'x',
      by: 'y',
      at: '2026-11-20T10:00:00.000Z',
      rule: 'exempt',
      article: 'GDPR Art. 23',
      facts: ['exemption=all'],
    };
    const { browser } = await open({ status: 'fulfilling', assessment: undefined, decision: { ...decision, outcome: 'refused' } });
    expect((await browser.get(CASE)).text).toMatch(/Rule: exempt <span class="article">GDPR Art\. 23<\/span>[\s\S]*exemption: all/);
  });
});

describe('what waits for a second person', () => {
  it('is the next act of the case and in the inbox, its words masked until shown', async () => {
    const { browser } = await open({ approvals: [OPEN], waitsForApproval: true });
    const before = (await browser.get(CASE)).text;
    expect(before).toContain('waits for a second person');
    expect(before).toMatch(/id="next-act" href="[^"]*acts\/approval"/);
    expect(before).not.toContain('court order');
    await browser.send(CASE, {}, `${CASE}/show`);
    expect((await browser.get(`${CASE}/acts/approval`)).text).toMatch(/A court order about Alex Morgan[\s\S]*Order of 3 November/);
  });

  it('is approved, or sent back with a reason', async () => {
    const { browser, acts } = await open({ approvals: [OPEN] });
    expect((await browser.send(`${CASE}/acts/approval`, { verdict: 'decline' })).status).toBe(422);
    await browser.send(`${CASE}/acts/approval`, { verdict: 'decline', reason: 'Another case.' });
    expect(acts[0]?.act).toEqual({ type: 'approval', approve: false, reason: 'Another case.', kind: 'decision' });
  });

  it('is for the data-protection officer too, who does nothing else; an auditor only looks', async () => {
    const officer = (await open({ approvals: [OPEN] }, 'dpo')).browser;
    expect((await officer.get(`${CASE}/acts/approval`)).status).toBe(200);
    expect((await officer.get(`${CASE}/acts/decision`)).status).toBe(403);
    expect((await officer.get('/desk/new')).status).toBe(403);
    expect((await officer.get(CASE)).text).not.toContain('/acts/withdrawal');
    const auditor = (await open({ approvals: [OPEN] }, 'auditor')).browser;
    expect((await auditor.get(CASE)).text).toContain('Waits for a second person');
    expect((await auditor.get(`${CASE}/acts/approval`)).status).toBe(403);
    expect((await auditor.send(CASE, { verdict: 'approve' }, `${CASE}/acts/approval`)).status).toBe(403);
  });
});

it('has words for every fact and answer', () => {
  for (const right of RIGHTS)
    for (const [name, values] of Object.entries(factsAsked(right))) {
      expect(factWord(name)).not.toBe(name);
      for (const value of values) expect(valueWord(right, name, value)).toMatch(/^[a-z(][^_]*$/);
    }
});

it('asks nothing where there is nothing to decide', () => {
  expect(tableView(buildDetail({ right: null }))).toBeNull();
});
