import { describe, expect, it } from '@jest/globals';
import type { RectificationView } from '../../../domain/rectification/view.js';
import { ACT_FROM } from '../../../domain/request/state.js';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../../tests/support/page-browser.js';
import { buildDetail, buildPageDeps, createFakeDesk } from '../../../tests/support/page-fakes.js';

const HOME = '/desk/requests/RR-2026-4F7K2M';
const ISSUER = { slug: 'harbour-institute', name: 'Harbour Institute' };

function view(over: Partial<RectificationView> = {}): RectificationView {
  return {
    items: [
      {
        id: '019a0000-0000-7000-8000-00000000000a',
        record: 'Membership certificate',
        field: 'holder name',
        proposed: 'Alex Morgan-Lund',
        reason: 'I married.',
        controller: 'issuer',
        issuer: ISSUER,
        current: [{ system: 'rightsdesk', collection: 'certificate', field: 'holderName', value: 'Alex Morgan' }],
        verdict: null,
        isToChange: null,
        changes: [],
      },
    ],
    asked: [{ ...ISSUER, askedAt: '2026-11-03T09:00:00.000Z', answerBy: '2026-11-25', remindedAt: null, escalatedAt: null }],
    issuers: [ISSUER],
    files: [
      {
        id: '019a0000-0000-7000-8000-00000000000b',
        correction: null,
        name: 'marriage.pdf',
        mediaType: 'application/pdf',
        sizeBytes: 20_000,
      },
    ],
    statements: [],
    unheardCount: 1,
    alternativesOn: '2026-11-25',
    hasAlternatives: false,
    ...over,
  };
}

async function open(over: Partial<RectificationView> = {}) {
  const allowedActs = (Object.keys(ACT_FROM) as (keyof typeof ACT_FROM)[]).filter((act) =>
    (ACT_FROM[act] as readonly string[]).includes('issuer'),
  );
  const detail = buildDetail({ right: 'rectification', status: 'issuer', waitingFor: 'issuer', allowedActs, rectification: view(over) });
  const fake = createFakeDesk([detail]);
  const browser = openBrowser(buildPageApp(buildPageDeps({ desk: fake.desk })));
  await signInAsStaff(browser);
  return { ...fake, browser };
}

describe('a rectification on the desk', () => {
  it('hides old and new until the personal data are asked for, and then shows them side by side', async () => {
    const { browser } = await open();
    const masked = await browser.get(HOME);
    expect(masked.status).toBe(200);
    expect(masked.text).toContain('Harbour Institute is asked');
    for (const secret of ['Alex Morgan-Lund', 'marriage.pdf', 'I married']) expect(masked.text).not.toContain(secret);
    await browser.send(HOME, {}, `${HOME}/show`);
    const { text } = await browser.get(HOME);
    for (const shown of ['>Alex Morgan</data></dd>', 'Alex Morgan<ins>-Lund</ins>', 'marriage.pdf', 'I married'])
      expect(text).toContain(shown);
  });

  it('offers the decision only when the silence of the issuer no longer counts, with what can be done', async () => {
    const early = await (await open()).browser.get(HOME);
    expect(early.text).not.toContain(`${HOME}/acts/decision`);
    expect(early.text).toContain('the decision is free from');
    const late = await (await open({ hasAlternatives: true })).browser.get(HOME);
    expect(late.text).toContain(`${HOME}/acts/decision`);
    expect(late.text).toContain('a slow issuer is no ground');
  });

  it('takes the issuer’s answer from staff, with its reason', async () => {
    const { browser, acts } = await open();
    const page = `${HOME}/acts/issuer-decision`;
    expect((await browser.send(page, { verdict: 'refuse' })).status).toBe(422);
    await browser.send(page, { verdict: 'refuse', reason: 'No register entry.' });
    expect(acts).toEqual([
      { reference: 'RR-2026-4F7K2M', act: { type: 'issuer-decision', verdict: 'refuse', reason: 'No register entry.' } },
    ]);
  });

  it('shows what the issuer said, what was decided and where it was changed', async () => {
    const [item] = view().items;
    if (item === undefined) throw new Error('no field');
    const said = { verdict: 'correct', value: 'A. Morgan-Lund', reason: 'By the register.', at: '2026-11-05T09:00:00.000Z' } as const;
    const change = {
      system: 'rightsdesk',
      collection: 'certificate',
      field: 'holderName',
      before: 'Alex Morgan',
      after: 'A. Morgan-Lund',
      doneAt: null,
    };
    const items = [{ ...item, verdict: said, isToChange: true, changes: [{ ...change, status: 'planned' as const }] }];
    const { text } = await (await open({ items, unheardCount: 0, statements: [{ text: 'x', at: said.at }] })).browser.get(HOME);
    expect(text).toContain('Harbour Institute <strong>gave another value</strong>');
    expect(text).toContain('rightsdesk, certificate: to be changed');
  });
});

const A = '019a0000-0000-7000-8000-00000000000a';
const B = '019a0000-0000-7000-8000-00000000000d';
const PAGE = `${HOME}/acts/decision`;
const ASSESSMENT = {
  known: { identity: 'proven', held: 'yes', askedBefore: 'no', daysLeft: 'more_than_seven', secondPerson: 'no', marketingObjection: 'no' },
  presumed: { subject: 'living_person', role: 'controller', agent: 'none', unfoundedOrExcessive: 'no' },
};

/** Two fields that were heard: one approved, one refused. */
async function openDecision() {
  const [item] = view().items;
  if (item === undefined) throw new Error('no field');
  const at = '2026-11-05T09:00:00.000Z';
  const items = [
    { ...item, verdict: { verdict: 'approve' as const, at } },
    { ...item, id: B, field: 'trade', proposed: 'Joiner', verdict: { verdict: 'refuse' as const, reason: 'No examination.', at } },
  ];
  const over = {
    right: 'rectification',
    status: 'deciding',
    assessment: ASSESSMENT,
    rectification: view({ items, unheardCount: 0 }),
  } as const;
  const fake = createFakeDesk([buildDetail(over)]);
  const browser = openBrowser(buildPageApp(buildPageDeps({ desk: fake.desk })));
  await signInAsStaff(browser);
  return { ...fake, browser };
}

describe('the decision field by field', () => {
  const facts = (id: string) => ({ [`nature-${id}`]: 'fact', [`claim-${id}`]: 'inaccurate' });
  const denied = { [`evidence-${B}`]: 'insufficient', [`ownCheck-${B}`]: 'contradicts' };

  it('names for each field the rule of the table that matched, with its article, and hides the values until they are asked for', async () => {
    const { browser, acts } = await openDecision();
    const asked = await browser.send(PAGE, { check: 'yes', ...facts(A), ...facts(B), ...denied });
    expect(asked.status).toBe(200);
    expect(asked.text).toMatch(/<strong>change it<\/strong> \(inaccurate\) <span class="article">GDPR Art\. 16, first sentence/);
    expect(asked.text).toMatch(/<strong>leave it as it is<\/strong> \(not shown\)/);
    expect(asked.text).not.toContain('Morgan-Lund');
    await browser.send(HOME, {}, `${HOME}/show`);
    expect((await browser.get(PAGE)).text).toContain('Alex Morgan<ins>-Lund</ins>');
    expect(acts).toEqual([]);
  });

  it('decides each field, with its own words to the person, and makes the outcome of them', async () => {
    const { browser, acts } = await openDecision();
    const fields = { [`apply-${A}`]: 'yes', [`apply-${B}`]: 'no', [`why-${B}`]: 'The register shows no examination.', reasons: 'Checked.' };
    expect((await browser.send(PAGE, { outcome: 'by-field', ...facts(A), ...facts(B), ...denied, ...fields })).status).toBe(303);
    expect(acts[0]?.act).toEqual({
      type: 'decision',
      outcome: 'partly-granted',
      reasons: 'Checked.',
      fields: [
        { correction: A, apply: true, facts: { nature: 'fact', claim: 'inaccurate' } },
        {
          correction: B,
          apply: false,
          reason: 'The register shows no examination.',
          facts: { nature: 'fact', claim: 'inaccurate', evidence: 'insufficient', ownCheck: 'contradicts' },
        },
      ],
    });
  });

  it('says what is missing field by field, and takes one choice for all that are left', async () => {
    const { browser, acts } = await openDecision();
    const missing = await browser.send(PAGE, { outcome: 'by-field', [`apply-${A}`]: 'yes', reasons: 'Checked.' });
    expect([missing.status, missing.text.includes(`href="#apply-${B}"`), missing.text.includes('Choose what happens to field 2')]).toEqual([
      422,
      true,
      true,
    ]);
    await browser.send(PAGE, { outcome: 'by-field', 'apply-rest': 'yes', reasons: 'Checked.' });
    expect(acts[0]?.act).toMatchObject({ outcome: 'granted', fields: [{ apply: true }, { apply: true }] });
  });

  it('can decide the whole alike as well, but not both at once', async () => {
    const { browser, acts } = await openDecision();
    const both = await browser.send(PAGE, { outcome: 'granted', [`apply-${A}`]: 'no', reasons: 'Checked.' });
    expect([both.status, both.text.includes('href="#outcome"')]).toEqual([422, true]);
    await browser.send(PAGE, { outcome: 'granted', reasons: 'Checked.' });
    expect(acts).toEqual([{ reference: 'RR-2026-4F7K2M', act: { type: 'decision', outcome: 'granted', reasons: 'Checked.' } }]);
  });

  it('against the table wants the reason, and sends it for a second person', async () => {
    const { browser, acts } = await openDecision();
    const against = { outcome: 'by-field', ...facts(A), [`apply-${A}`]: 'no', [`apply-${B}`]: 'no', reasons: 'Checked.' };
    const refused = await browser.send(PAGE, against);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Against the table: give the reason below; a second person then has to approve.');
    expect(refused.text).toContain('href="#override"');
    await browser.send(PAGE, { ...against, override: 'The court said so.' });
    expect(acts[0]?.act).toMatchObject({ outcome: 'refused', override: { reason: 'The court said so.' } });
  });
});
