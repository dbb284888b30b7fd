import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import MailComposer from 'nodemailer/lib/mail-composer';
import { openTestIntake, type TestIntake } from '../../../tests/support/mail-intake.js';

const PDF = Buffer.from('%PDF-1.4\n%an extract of the register of marriages\n');
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
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
});
