import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestIntake, plainMail, type TestIntake } from '../../../tests/support/mail-intake.js';
import { recordTransition } from '../../db/requests/transition.js';

const ASKS = 'requests access under Article 15 GDPR to all personal data you hold about the client. Please send a copy of the data.';
const PDF = Buffer.from('%PDF-1.7\nsigned by Ida').toString('base64');

interface Row {
  id: string;
  reference: string;
  thread_token: string;
  behalf: string | null;
  authority: string | null;
  right: string | null;
  required_level: string | null;
  level_reason: string | null;
  is_of_person: boolean;
}

describe('mails written for another', () => {
  let intake: TestIntake;
  beforeAll(async () => {
    intake = await openTestIntake();
  }, 60_000);
  afterAll(() => intake.close());

  async function casesOf(agent: string, person: string): Promise<Row[]> {
    const { rows } = await intake.deps.pool.query<Row>(
      `SELECT r.*, s.email_index IS NOT DISTINCT FROM $2 AS is_of_person FROM request r JOIN subject s ON s.id = r.subject_id
       WHERE r.agent_index = $1 OR (s.email_index = $1 AND r.agent_index IS NULL) ORDER BY r.created_at`,
      [intake.deps.vault.blindIndex(agent), intake.deps.vault.blindIndex(person)],
    );
    return rows;
  }
  const proofs = async (id: string) =>
    (
      await intake.deps.pool.query<{ via: string; media_type: string }>('SELECT via, media_type FROM proof_file WHERE request_id = $1', [
        id,
      ])
    ).rows;

  function withPdf(mail: { from: string; to?: string; subject: string; body: string; name?: string }): string {
    const parts = [
      '--b\r\nContent-Type: text/plain; charset=utf-8\r\n',
      `${mail.body}\r\n`,
      `--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="${mail.name ?? 'authority.pdf'}"\r\nContent-Transfer-Encoding: base64\r\n`,
      `${PDF}\r\n--b--\r\n`,
    ].join('\r\n');
    return `From: ${mail.from}\r\nTo: ${mail.to ?? 'crm@rightsdesk.example'}\r\nSubject: ${mail.subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}`;
  }

  it('are cases about that person, under the address the mail names, never about whoever wrote', async () => {
    const body = `We act for Ms Ida Quellmann (ida.q@example.org), who ${ASKS}`;
    await intake.mail(plainMail({ from: 'Rosa <rosa@law.example>', subject: 'SAR', body }), { from: 'rosa@law.example' });
    const [found] = await casesOf('rosa@law.example', 'ida.q@example.org');
    expect(found).toMatchObject({ behalf: 'authorised', authority: null, right: 'access', is_of_person: true, required_level: null });
  });

  it('with the authority attached wait for the desk, and need not be asked', async () => {
    const body = `Im Namen meiner Mandantin Ute Klein beantrage ich Auskunft nach Art. 15 DSGVO über alle gespeicherten Daten.`;
    await intake.mail(withPdf({ from: 'ra@kanzlei.example', subject: 'Auskunft', body }), { from: 'ra@kanzlei.example' });
    const [found] = await casesOf('ra@kanzlei.example', '-');
    expect(found).toMatchObject({ behalf: 'authorised', authority: 'received', right: 'access' });
    expect(await proofs(found?.id ?? '')).toEqual([{ via: 'mail', media_type: 'application/pdf' }]);
    const { rows } = await intake.deps.pool.query<{ event: string }>('SELECT event FROM evidence WHERE request_id = $1', [found?.id]);
    expect(rows.map(({ event }) => event)).toContain('proof-file-received');
  });

  it('take the authority from a reply, whatever its file is called', async () => {
    const body = `I am writing on behalf of my mother Erna Weiss. She ${ASKS}`;
    await intake.mail(plainMail({ from: 'kim@example.net', subject: 'Data', body }), { from: 'kim@example.net' });
    const [found] = await casesOf('kim@example.net', '-');
    const system = { id: 'system', role: 'system' } as const;
    await recordTransition(intake.deps, { id: found?.id ?? '' }, system, () => ({
      facts: [{ event: 'authority-requested', data: { asked: ['authority'] } }],
      set: { authority: 'asked', authority_asked_at: intake.deps.now() },
    }));
    const to = `crm+${found?.thread_token}@rightsdesk.example`;
    await intake.mail(withPdf({ from: 'kim@example.net', to, subject: 'Re: Data', body: 'Here it is.', name: 'scan.jpg' }), {
      from: 'kim@example.net',
      to,
    });
    const [after] = await casesOf('kim@example.net', '-');
    expect([after?.authority, (await proofs(found?.id ?? '')).length]).toEqual(['received', 1]);
  });

  it('that only seem to be are read by a person', async () => {
    const body = `Our client ${ASKS}`;
    await intake.mail(plainMail({ from: 'doubt@law.example', subject: 'Request', body }), { from: 'doubt@law.example' });
    expect(await casesOf('doubt@law.example', '-')).toMatchObject([{ behalf: null, right: null }]);
    expect(intake.placed.at(-1)).toBe('triage');
  });

  it.each([
    ['a Reply-To to elsewhere', ['Reply-To: other@elsewhere.example'], '', 'L3'],
    ['the answer wanted elsewhere', [], 'Please send it to other@elsewhere.example.', 'L3'],
    ['the same Reply-To', ['Reply-To: self4@example.org'], '', null],
  ])('of the person with %s', async (_what, headers, more, level) => {
    const from = `self${_what.length}@example.org`;
    const own = headers.map((header) => header.replace('self4@example.org', from));
    const body = `I request access under Article 15 GDPR to all personal data you hold about me. ${more}`;
    await intake.mail(plainMail({ from, subject: 'Access', body, headers: own }), { from });
    const [found] = await casesOf(from, from);
    expect([found?.required_level, found?.level_reason]).toEqual([level, level === null ? null : 'different-address']);
    expect(intake.troubles).toEqual([]);
  });
});
