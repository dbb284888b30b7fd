import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import MailComposer from 'nodemailer/lib/mail-composer';
import { openTestIntake, type TestIntake } from '../../../tests/support/mail-intake.js';
import { recordAct } from '../requests/acts.js';

const PDF = Buffer.from('%PDF-1.4\n%an extract of the register of marriages\n');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const ASKS = 'My name on your certificate is wrong. Please rectify it under Art. 16 GDPR: it must read Maeve Doyle-Lund.';

describe('what comes with a mail that asks to correct something', () => {
  let intake: TestIntake;
  beforeAll(async () => {
    intake = await openTestIntake();
  }, 120_000);
  afterAll(() => intake.close(), 60_000);

  async function send(from: string, mail: object): Promise<void> {
    const raw = await new MailComposer({ from, to: 'crm@rightsdesk.example', ...mail }).compile().build();
    await intake.mail(raw, { from });
  }

  const filesOf = async (from: string) => {
    const { rows } = await intake.deps.pool.query<{ id: string; blob_id: string; media_type: string; thread_token: string }>(
      `SELECT r.id, f.blob_id, f.media_type, r.thread_token FROM subject s JOIN request r ON r.subject_id = s.id
 LEFT JOIN evidence_file f ON f.request_id = r.id WHERE s.email_index = $1 ORDER BY f.id`,
      [intake.deps.vault.blindIndex(from)],
    );
    return rows;
  };

  it('is proof of the case, sealed; what is no proof stays in the raw mail only', async () => {
    const from = 'maeve.doyle@mail.example';
    const attachments = [
      { filename: 'marriage.pdf', content: PDF },
      { filename: 'claims-to-be.pdf', content: 'nothing of the kind', contentType: 'application/pdf' },
      { filename: 'logo.png', content: PNG, cid: 'logo' },
    ];
    await send(from, { subject: 'Correction', text: ASKS, html: `<p>${ASKS}</p><img src="cid:logo">`, attachments });
    const [file, ...others] = await filesOf(from);
    expect([file?.media_type, others.length]).toEqual(['application/pdf', 0]);
    expect(await intake.deps.blobs.read(file?.blob_id ?? '')).toEqual(PDF);
    const { rows } = await intake.deps.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM evidence WHERE request_id = $1 AND event = 'evidence-file-added'`,
      [file?.id],
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('is added from a reply of the requester, not of somebody else, and no more than a case takes', async () => {
    const from = 'niamh.oshea@mail.example';
    await send(from, { subject: 'Correction', text: ASKS });
    const [{ thread_token: token } = { thread_token: '' }] = await filesOf(from);
    const reply = { to: `crm+${token}@rightsdesk.example`, subject: 'Re: your request', text: 'Here is the extract.' };
    const many = Array.from({ length: 7 }, (_, n) => ({ filename: `page-${n}.png`, content: PNG }));
    await send('stranger@elsewhere.example', { ...reply, attachments: many });
    expect((await filesOf(from)).filter(({ blob_id }) => blob_id !== null)).toEqual([]);
    await send(from, { ...reply, attachments: many });
    expect((await filesOf(from)).map(({ media_type }) => media_type)).toEqual(Array.from({ length: 5 }, () => 'image/png'));
    expect(intake.troubles).toEqual([]);
  });

  describe('is read by a person first', () => {
    const STAFF = { id: 'robin', role: 'staff' } as const;
    const attachments = [{ filename: 'paper.pdf', content: PDF }];

    async function inTriage(from: string): Promise<string> {
      await send(from, { subject: 'About my papers', text: 'Please see the enclosed.', attachments });
      const { rows } = await intake.deps.pool.query<{ reference: string; status: string }>(
        'SELECT r.reference, r.status FROM request r JOIN subject s ON s.id = r.subject_id WHERE s.email_index = $1',
        [intake.deps.vault.blindIndex(from)],
      );
      expect(rows.map(({ status }) => status)).toEqual(['triage']);
      return rows[0]?.reference ?? '';
    }
    const eventsOf = async (where: string, value: unknown) =>
      (
        await intake.deps.pool.query<{ event: string }>(
          `SELECT event FROM evidence e JOIN request r ON r.id = e.request_id WHERE ${where} ORDER BY e.seq`,
          [value],
        )
      ).rows.map(({ event }) => event);

    it.each([
      ['the only right', ['rectification']],
      ['one right of several', ['access', 'rectification']],
    ] as const)('and is proof of the correction once that is %s', async (what, rights) => {
      const from = `${what.length}.triage@mail.example`;
      const reference = await inTriage(from);
      await recordAct(intake.deps, reference, { type: 'classification', rights: [...rights] }, STAFF);
      const found = (await filesOf(from)).filter(({ blob_id }) => blob_id !== null);
      expect(found.map(({ media_type }) => media_type)).toEqual(['application/pdf']);
      expect(await intake.deps.blobs.read(found[0]?.blob_id ?? '')).toEqual(PDF);
      expect(await eventsOf('r.id = $1', found[0]?.id)).toContain('evidence-file-added');
    });

    it('and is no proof where nothing is to be corrected', async () => {
      const from = 'access.triage@mail.example';
      await recordAct(intake.deps, await inTriage(from), { type: 'classification', rights: ['access'] }, STAFF);
      expect((await filesOf(from)).filter(({ blob_id }) => blob_id !== null)).toEqual([]);
    });

    it('and is proof of the authority where it was written for another', async () => {
      const reference = await inTriage('agent.triage@law.example');
      const behalf = { capacity: 'authorised', email: 'ida.triage@example.org' } as const;
      await recordAct(intake.deps, reference, { type: 'classification', rights: ['access'], onBehalfOf: 'Ida', behalf }, STAFF);
      const { rows } = await intake.deps.pool.query<{ id: string; authority: string; blob: string; kind: string; via: string }>(
        `SELECT r.id, r.authority, p.id AS blob, p.kind, p.via FROM request r JOIN subject s ON s.id = r.subject_id
          JOIN proof_file p ON p.request_id = r.id WHERE s.email_index = $1`,
        [intake.deps.vault.blindIndex('ida.triage@example.org')],
      );
      expect(rows).toMatchObject([{ authority: 'received', kind: 'authority', via: 'mail' }]);
      expect(await intake.deps.blobs.read(rows[0]?.blob ?? '')).toEqual(PDF);
      expect(await eventsOf('r.id = $1', rows[0]?.id)).toEqual(expect.arrayContaining(['proof-file-received', 'authority-received']));
    });

    it('and an age that a person reads from it is kept', async () => {
      const reference = await inTriage('child.triage@mail.example');
      const { row } = await recordAct(intake.deps, reference, { type: 'classification', rights: ['access'], childAge: 14 }, STAFF);
      const { rows } = await intake.deps.pool.query<{ sealed_profile: Buffer }>('SELECT sealed_profile FROM request WHERE id = $1', [
        row.id,
      ]);
      const profile = await intake.deps.vault.open<{ childAge: number }>(
        row.subject_id,
        rows[0]?.sealed_profile ?? Buffer.alloc(0),
        'request.sealedProfile',
      );
      expect(profile?.childAge).toBe(14);
      expect(intake.troubles).toEqual([]);
    });
  });
});
