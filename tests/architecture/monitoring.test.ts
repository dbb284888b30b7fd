import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { LIMITS } from '../../domain/operation.js';

const folder = join('docker', 'monitoring');
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const { groups } = z
  .object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            alert: z.string(),
            expr: z.string(),
            labels: z.object({ severity: z.enum(['page', 'ticket']) }),
            annotations: z.object({ summary: z.string(), action: z.string() }),
          }),
        ),
      }),
    ),
  })
  .parse(parse(text('alerts.yaml')));
const rules = groups.flatMap((group) => group.rules);
const dashboard = z
  .object({ panels: z.array(z.object({ id: z.number(), title: z.string(), targets: z.array(z.object({ expr: z.string() })) })) })
  .parse(JSON.parse(text('grafana-dashboard.json')));

/** Every figure of ours, as the sources register it. */
const sources = ['api', 'worker', 'seals', 'operation-figures', 'engine-figures', 'mailroom-figures'];
const registered = new Set(
  sources.flatMap((name) => [...readFileSync(join('bin', `${name}.ts`), 'utf8').matchAll(/'(rightsdesk_\w+)'/g)].map(([, one]) => one)),
);
const namesIn = (expr: string) => [...expr.matchAll(/rightsdesk_\w+/g)].map(([name]) => name);

describe('docker/monitoring', () => {
  it.each(rules)('$alert asks for figures that there are, and says what to do', ({ expr, annotations }) => {
    for (const name of namesIn(expr)) expect(registered).toContain(name);
    expect(annotations.action.length).toBeGreaterThan(20);
  });

  it.each(dashboard.panels)('the panel "$title" draws figures that there are', ({ targets }) => {
    for (const { expr } of targets) for (const name of namesIn(expr)) expect(registered).toContain(name);
  });

  it('draws or alerts on every figure of ours', () => {
    const used = new Set(
      [...rules.map(({ expr }) => expr), ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))].flatMap(namesIn),
    );
    const left = [...registered].filter((name) => name !== undefined && !used.has(name));
    // Sizes of the shelf and its queue are for whoever looks for a leak.
    expect(left.filter((name) => !/_bytes$|_published$|_depth$|_mails_waiting$/.test(name ?? ''))).toEqual([]);
  });

  it.each([
    ['RightsdeskOutboxLate', LIMITS['outbox-late'].ill],
    ['RightsdeskLettersLate', LIMITS['letters-late'].ill],
    ['RightsdeskLettersFailed', LIMITS['letters-failed'].watch],
    ['RightsdeskMailsLate', LIMITS['mails-late'].ill],
    ['RightsdeskEvidenceRootLate', LIMITS['root-late'].ill],
    ['RightsdeskRequestsOverdue', LIMITS['requests-overdue'].watch],
  ])('%s has the limit of the page', (alert, limit) => {
    expect(rules.find((rule) => rule.alert === alert)?.expr).toMatch(new RegExp(`>= ${limit}$`));
  });
});
