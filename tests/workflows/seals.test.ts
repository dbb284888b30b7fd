import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { followRecords } from '../../adapters/db/seals/keep/follow-records.js';
import { createSealDesk } from '../../adapters/db/seals/seal-desk.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { issuerWorkflowIdOf, matterWorkflowIdOf } from '../../adapters/temporal/seal-workflows.js';
import type { SealDetail } from '../../domain/seals/view.js';
import { HISTORY_KEY } from '../replay/key.js';
import { seedHolder } from '../support/holder.js';
import { IS_LONG_RUN } from '../support/long-run.js';
import { type Office, openOffice, zoneFileOf } from '../support/office.js';
import { fastForwardWorkflow } from '../support/time.js';

const DAY_MS = 86_400_000;
/** A day of the issuer takes the engine about a second; the long run goes through all three warnings. */
const SPAN = IS_LONG_RUN ? { days: 65, warnings: 3 } : { days: 8, warnings: 1 };
const ISSUER = { id: 'harbour-token', role: 'issuer', issuerSlug: 'harbour-institute' } as const;

describe('seals over time', () => {
  let office: Office;
  let desk: ReturnType<typeof createSealDesk>;
  let certificateId: string;
  const zone: Record<string, string[]> = {};
  beforeAll(async () => {
    office = await openOffice(process.env.RIGHTSDESK_WRITE_HISTORIES === undefined ? {} : { payloadKey: HISTORY_KEY });
    ({ certificateId } = await seedHolder(office.foundation));
    desk = createSealDesk(office.foundation);
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  async function issue(
    slug: string,
    name: string,
    more: { validUntil?: Date; certificate?: string; member?: string } = {},
  ): Promise<SealDetail> {
    const { member = { name, domain: `${name}.example`, contactEmail: `office@${name}.example` }, ...rest } = more;
    const { seal } = await desk.issue(slug, { member, kind: 'website', ...rest }, { ...ISSUER, issuerSlug: slug });
    return seal;
  }
  async function prove(seal: SealDetail): Promise<void> {
    const { rows } = await office.foundation.pool.query<{ token: string }>('SELECT token FROM member_domain WHERE domain = $1', [
      seal.domain,
    ]);
    zone[`_seal.${seal.domain}`] = [`seal-challenge=${rows[0]?.token}`];
    writeFileSync(zoneFileOf(office.database), JSON.stringify(zone));
  }
  /** No name of a machine or of a process that made it. */
  async function writeHistory(file: string, workflowId: string): Promise<void> {
    const json = historyToJSON(await office.history(workflowId)).replaceAll(`${process.pid}@${hostname()}`, 'worker');
    writeFileSync(file, `${json}\n`);
  }
  const eventsOf = async (id: string) => (await desk.find({ id })).history.map(({ event }) => event);
  const noticesOf = async (id: string) => {
    const { rows } = await office.foundation.pool.query<{ code: string }>(
      'SELECT code FROM seal_notice WHERE seal_id = $1 ORDER BY created_at, id',
      [id],
    );
    return rows.map(({ code }) => code);
  };
  const untilStatus = async (id: string, status: string) =>
    expect(await waitUntil(async () => (await desk.find({ id })).status === status, 20_000)).toBe(true);

  it('are warned of before their end, expire, and lose a domain that is not proved, all by the issuer’s one workflow', async () => {
    const [proved, unproved] = [
      await issue('crafts-guild', 'proved', { validUntil: new Date(Date.now() + SPAN.days * DAY_MS) }),
      await issue('crafts-guild', 'unproved'),
    ];
    await prove(proved);
    await office.seals.keepIssuer('crafts-guild', true);
    await waitUntil(async () => (await desk.find({ id: unproved.id })).open.length === 1, 20_000);
    expect((await desk.find({ id: proved.id })).domainState).toBe('proven');
    const [matter] = (await desk.find({ id: unproved.id })).open;
    expect(matter).toMatchObject({ kind: 'domain' });
    await office.settle();
    await fastForwardWorkflow(office.engine, matterWorkflowIdOf(matter?.id ?? ''), 15 * DAY_MS);
    await untilStatus(unproved.id, 'suspended');
    expect(await noticesOf(unproved.id)).toEqual(['DOMAIN_FAILING', 'DOMAIN_LOST']);
    await prove(unproved);
    for (let day = 0; day <= SPAN.days; day += 5) await fastForwardWorkflow(office.engine, issuerWorkflowIdOf('crafts-guild'), 5 * DAY_MS);
    await untilStatus(proved.id, 'expired');
    expect(await eventsOf(proved.id)).toEqual(['seal-issued', ...Array(SPAN.warnings).fill('seal-expiry-warned'), 'seal-expired']);
    expect(await noticesOf(proved.id)).toEqual([...Array(SPAN.warnings).fill('EXPIRY_WARNING'), 'EXPIRED']);
    await untilStatus(unproved.id, 'active');
    expect(await eventsOf(unproved.id)).toEqual([
      'seal-issued',
      'seal-matter-opened',
      'seal-suspended',
      'seal-matter-closed',
      'seal-reinstated',
    ]);
    await office.replayWorkflow(issuerWorkflowIdOf('crafts-guild'));
    await office.replayWorkflow(matterWorkflowIdOf(matter?.id ?? ''));
    // The histories of the replay test are made here: with RIGHTSDESK_WRITE_HISTORIES set to its folder.
    const folder = process.env.RIGHTSDESK_WRITE_HISTORIES;
    if (folder === undefined) return;
    await writeHistory(join(folder, 'seals-days-1-issuerDay.json'), issuerWorkflowIdOf('crafts-guild'));
    await writeHistory(join(folder, 'seals-domain-lost-1-sealMatter.json'), matterWorkflowIdOf(matter?.id ?? ''));
  }, 240_000);

  it('are issued anew when a record they show is rectified, exactly once, and the old leads to the new', async () => {
    const seal = await issue('harbour-institute', 'x', { member: 'Winter Quay Ltd', certificate: certificateId });
    const other = await issue('harbour-institute', 'x', { member: 'Winter Quay Ltd' });
    expect(seal.licenceNumber).toBe('CERT-9090');
    const corrections = [{ record: 'Membership certificate', field: 'number', proposed: 'CERT-9091', reason: 'Two digits were swapped.' }];
    const { reference } = await office.file({ rights: ['rectification'], corrections });
    await office.act(reference, { type: 'identity', level: 'L2', how: 'Known to us.' });
    await office.until(reference, 'issuer');
    await office.untilLetter(reference, 'ISSUER_REQUEST');
    await office.act(reference, { type: 'issuer-decision', verdict: 'approve' }, ISSUER);
    await office.until(reference, 'deciding');
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'The issuer confirmed it.' });
    await office.until(reference, 'answered');
    await Promise.all([followRecords(office.foundation), followRecords(office.foundation)]);
    const before = await desk.find({ id: seal.id });
    expect(before).toMatchObject({ status: 'superseded', licenceNumber: 'CERT-9090', supersededBy: expect.any(String) });
    const after = await desk.find({ id: before.supersededBy ?? '' });
    expect(after).toMatchObject({ status: 'active', licenceNumber: 'CERT-9091', supersedes: seal.id, supersededBy: null });
    expect((await desk.find({ id: other.id })).status).toBe('active');
    expect(await followRecords(office.foundation)).toBe(0);
    const { rows } = await office.foundation.pool.query('SELECT count(*)::int AS n FROM seal WHERE supersedes = $1', [seal.id]);
    expect(rows).toEqual([{ n: 1 }]);
    const report = await office.verify();
    expect(report.firstProblem).toBeUndefined();
  }, 120_000);

  it('leave public view with the record they show, without a word why', async () => {
    const { pool, vault } = office.foundation;
    const id = 'b7a1c7a0-0000-4000-8000-000000000001';
    await pool.query(
      `INSERT INTO certificate (id, issuer_slug, subject_id, kind, sealed_record, valid_from) VALUES ($1, 'harbour-institute', $2, 'Licence', NULL, now())`,
      [id, await vault.freshSubject()],
    );
    const seal = await issue('harbour-institute', 'gone', { certificate: id });
    expect((await desk.find({ id: seal.id })).isPublic).toBe(true);
    await pool.query('DELETE FROM certificate WHERE id = $1', [id]);
    expect(await desk.find({ id: seal.id })).toMatchObject({ isPublic: false, licenceNumber: null });
    expect(await followRecords(office.foundation)).toBe(1);
    expect(await eventsOf(seal.id)).toEqual(['seal-issued', 'seal-hidden']);
  });
});
