import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import MailComposer from 'nodemailer/lib/mail-composer';
import { type InboundOptions, parseInboundMail } from './parse.js';

const HOST = 'mx.rightsdesk.example';
const ACCEPTED = new Date('2026-11-02T10:00:00Z');
const LETTER_ID = '<letter-0192f0c1-7d2a-7c11-9a55-3b1f0d6f2a10@rightsdesk.example>';

const options = (more: Partial<InboundOptions> = {}): InboundOptions => ({
  receivedAt: ACCEPTED,
  arrival: 'direct',
  trustedHost: HOST,
  ownAuthservId: HOST,
  ownAddresses: ['crm@rightsdesk.example'],
  envelopeFrom: 'ada@post.example',
  ...more,
});

const compose = (mail: ConstructorParameters<typeof MailComposer>[0]): Promise<Buffer> =>
  new MailComposer({ from: 'Ada Lovelace <ada@post.example>', to: 'crm@rightsdesk.example', subject: 'Hello', ...mail }).compile().build();

const lines = (...text: string[]): Buffer => Buffer.from(text.join('\r\n'));
const parse = (raw: Buffer, more: Partial<InboundOptions> = {}) => parseInboundMail(raw, options(more));

describe('the parts of a mail', () => {
  it('are read from real MIME, decoded', async () => {
    const raw = await compose({
      from: 'Jörg Müßig <Joerg@Post.example>',
      replyTo: 'other@post.example',
      subject: 'Löschung bitte – école',
      text: 'Bitte löschen Sie meine Daten.',
      html: '<p>ignored</p>',
      messageId: '<one@post.example>',
      inReplyTo: LETTER_ID,
      references: ['<zero@post.example>', LETTER_ID],
      attachments: [{ filename: 'Vollmacht ä.pdf', content: Buffer.from('%PDF-1.7 x'), contentType: 'application/pdf' }],
    });
    const mail = await parse(raw);
    expect(mail).toMatchObject({
      isBroken: false,
      messageId: '<one@post.example>',
      inReplyTo: LETTER_ID,
      references: ['<zero@post.example>', LETTER_ID],
      from: { name: 'Jörg Müßig', address: 'joerg@post.example' },
      replyTo: { address: 'other@post.example' },
      subject: 'Löschung bitte – école',
      text: 'Bitte löschen Sie meine Daten.',
      languageHint: 'de',
      returnPath: 'ada@post.example',
      receivedAt: ACCEPTED,
    });
    expect(mail.attachments).toEqual([
      {
        filename: 'Vollmacht ä.pdf',
        contentType: 'application/pdf',
        sizeBytes: 10,
        sha256: createHash('sha256').update('%PDF-1.7 x').digest('hex'),
        content: Buffer.from('%PDF-1.7 x'),
      },
    ]);
  });

  it('are text also where only markup was sent; nothing of it is rendered', async () => {
    const mail = await parse(
      await compose({
        html: '<style>p{}</style><p>Please delete<br>my account</p><script>alert(1)</script><img src="https://track.example/x">',
      }),
    );
    expect(mail.newText).toContain('Please delete\nmy account');
    expect(mail.text).not.toMatch(/<|alert/);
  });

  it('keep plain-text files for recognition', async () => {
    const raw = await compose({ text: 'see file', attachments: [{ filename: 'letter.txt', content: 'I request access.' }] });
    expect((await parse(raw)).attachmentsText).toBe('I request access.');
  });

  it.each([
    ['page.html', 'text/html'],
    ['drawing.svg', 'image/svg+xml'],
    ['harmless.pdf.js', 'application/octet-stream'],
  ])('do not hand on active content: %s', async (filename, contentType) => {
    const [file] = (await parse(await compose({ text: 'x', attachments: [{ filename, contentType, content: '<svg onload="x"/>' }] })))
      .attachments;
    expect(file).toMatchObject({ filename, refused: 'active-content', sizeBytes: 17 });
    expect(file?.content).toBeUndefined();
    expect(file?.sha256).toHaveLength(64);
  });

  it('strip paths and control signs from file names', async () => {
    const raw = lines(
      'From: a@post.example',
      'Content-Type: application/pdf; name="../../etc/\\\\pass\u0007wd.pdf"',
      'Content-Disposition: attachment',
      '',
      'x',
    );
    const [file] = (await parse(raw)).attachments;
    expect(file?.filename).not.toMatch(/[/\\\p{Cc}]|^\.\./u);
  });

  it('are limited in size and number, each refusal with its reason and hash', async () => {
    const attachments = Array.from({ length: 5 }, (_, at) => ({
      filename: `${at}.bin`,
      content: Buffer.alloc(at === 1 ? 3_000 : 600, at),
    }));
    const raw = await compose({ text: 'x', attachments });
    const { attachments: kept } = await parse(raw, {
      limits: { maxAttachments: 4, maxAttachmentBytes: 2_000, maxAttachmentsBytes: 1_300 },
    });
    expect(kept.map(({ refused }) => refused)).toEqual([undefined, 'too-large', undefined, 'mail-too-large', 'too-many']);
    expect(kept[1]?.sha256).toBe(createHash('sha256').update(Buffer.alloc(3_000, 1)).digest('hex'));
  });
});

describe('what is quoted', () => {
  it.each([
    ['en', 'Yes, please go on.', 'On Mon, 2 Nov 2026 at 09:12, Rightsdesk <crm@rightsdesk.example> wrote:'],
    ['de', 'Ja, bitte machen Sie weiter.', 'Am Mo., 2. Nov. 2026 um 09:12 Uhr schrieb Rightsdesk <\ncrm@rightsdesk.example>:'],
    ['fr', 'Oui, continuez.', 'Le lun. 2 nov. 2026 à 09:12, Rightsdesk <crm@rightsdesk.example> a écrit :'],
  ])('is stripped in %s', async (_, answer, attribution) => {
    const mail = await parse(
      await compose({ text: `${answer}\n\n${attribution}\n\n> Did you ask us to delete your data?\n> Yes or no.\n` }),
    );
    expect(mail.newText).toBe(answer);
    expect(mail.text).toContain('delete your data');
  });

  it.each([
    ['-----Original Message-----\nFrom: Rightsdesk'],
    ['-----Ursprüngliche Nachricht-----\nVon: Rightsdesk'],
    ["-----Message d'origine-----\nDe : Rightsdesk"],
    ['From: Rightsdesk <crm@rightsdesk.example>\nSent: Monday\nTo: Ada\nSubject: Erasure'],
    ['Von: Rightsdesk <crm@rightsdesk.example>\nGesendet: Montag\nAn: Ada\nBetreff: Löschung'],
    ['De : Rightsdesk <crm@rightsdesk.example>\nEnvoyé : lundi\nÀ : Ada\nObjet : Effacement'],
    ['On Mon, 2 Nov 2026 Rightsdesk <crm@rightsdesk.example> wrote:\nunmarked'],
  ])('ends the new text at %j', async (header) => {
    expect((await parse(await compose({ text: `Fine.\n\n${header}\nPlease delete my data.\n` }))).newText).toBe('Fine.');
  });

  it('leaves answers between the quoted lines, and what stands below a signature line', async () => {
    const mail = await parse(await compose({ text: 'On 2 Nov 2026 Desk wrote:\n> Name?\nAda\n> Which right?\nAccess\n--\nand erasure\n' }));
    expect(mail.newText).toBe('Ada\nAccess\n--\nand erasure');
  });

  it('is kept in a forwarded mail', async () => {
    const text =
      'For you.\n\n---------- Forwarded message ----------\nFrom: Bob <bob@post.example>\nDate: Mon\nSubject: My data\nTo: x\n\nPlease delete my data.';
    expect((await parse(await compose({ text }))).newText).toContain('Please delete my data.');
  });
});

describe('the time of receipt (RULEBOOK 5.1.1)', () => {
  const received = `Received: from relay.post.example by ${HOST} (Postfix) with ESMTP id 1; Sat, 31 Oct 2026 23:30:00 +0100 (CET)`;
  const forged = `Received: from x by ${HOST} with ESMTP; Thu, 1 Jan 2026 00:00:00 +0000`;
  const rest = ['Date: Thu, 1 Jan 2015 00:00:00 +0000', 'From: ada@post.example', '', 'x'];

  it('is the top line of our own mail exchanger', async () => {
    const mail = await parse(lines(received, forged, ...rest), { arrival: 'boundary' });
    expect(mail.receivedAt.toISOString()).toBe('2026-10-31T22:30:00.000Z');
  });

  it('is our acceptance where a stranger delivered, whatever the header says', async () => {
    expect((await parse(lines(received, ...rest))).receivedAt).toEqual(ACCEPTED);
  });

  it.each([
    ['another host stands on top', ['Received: from a by evil.example; Thu, 1 Jan 2026 00:00:00 +0000', received, ...rest]],
    ['the time lies ahead', [`Received: from a by ${HOST}; Sat, 1 Jan 2028 00:00:00 +0000`, ...rest]],
    ['the time cannot be read', [`Received: from a by ${HOST}; yesterday`, ...rest]],
    ['there is none', rest],
  ])('is our acceptance where %s', async (_, header) => {
    expect((await parse(lines(...header), { arrival: 'boundary' })).receivedAt).toEqual(ACCEPTED);
  });
});

describe('Authentication-Results (RFC 8601)', () => {
  const ours = `Authentication-Results: ${HOST}; spf=pass (ok; dmarc=fail) smtp.mailfrom=post.example; dkim=pass header.d=post.example; dmarc=pass header.from=post.example`;
  const received = `Received: from r by ${HOST}; Mon, 2 Nov 2026 09:00:00 +0000`;
  const rest = ['From: ada@post.example', '', 'x'];
  const nothing = { spf: 'none', dkim: 'none', dmarc: 'none', isFromDomainAligned: false };

  it('are believed above the Received line of our own exchanger', async () => {
    const mail = await parse(lines(ours, received, ...rest), { arrival: 'boundary' });
    expect(mail.auth).toEqual({ spf: 'pass', dkim: 'pass', dmarc: 'pass', isFromDomainAligned: true });
  });

  it.each<[string, string[], Partial<InboundOptions>]>([
    ['that came with a direct delivery', [ours, received, ...rest], {}],
    ['below our Received line', [received, ours, ...rest], { arrival: 'boundary' }],
    ['without any Received line', [ours, ...rest], { arrival: 'boundary' }],
    [
      'below a foreign Received line on top',
      ['Received: from x by evil.example; Mon, 2 Nov 2026 09:00:00 +0000', ours, received, ...rest],
      { arrival: 'boundary' },
    ],
    ['of another authserv-id', [ours.replace(HOST, 'mx.evil.example'), received, ...rest], { arrival: 'boundary' }],
    ['of an id that only begins like ours', [ours.replace(HOST, `${HOST}.evil.example`), received, ...rest], { arrival: 'boundary' }],
  ])('are ignored: a field %s', async (_, header, more) => {
    expect((await parse(lines(...header), more)).auth).toEqual(nothing);
  });

  it('do not align another domain', async () => {
    const mail = await parse(lines(ours, received, 'From: ada@bank.example', '', 'x'), { arrival: 'boundary' });
    expect(mail.auth).toMatchObject({ dmarc: 'pass', isFromDomainAligned: false });
  });
});

describe('mail written by machines (RFC 3834)', () => {
  const kindOf = async (header: string[], more: Partial<InboundOptions> = {}) => {
    const { automatic } = await parse(lines('From: ada@post.example', ...header, '', 'I am away. Please delete my data.'), more);
    return [automatic.kind, automatic.mayReply];
  };

  it('may be answered where a person wrote', async () => {
    expect(await kindOf(['Subject: Hello', 'Auto-Submitted: no'])).toEqual(['none', true]);
  });

  it.each([
    ['Subject: Automatic reply: Your request', 'Auto-Submitted: auto-replied'],
    ['Subject: Out of Office Re: Your request', 'X-Other: 1'],
    ['Subject: Abwesenheitsnotiz: Ihre Anfrage', 'X-Auto-Response-Suppress: All'],
    ['Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_votre_demande?=', 'Precedence: bulk'],
    ['Subject: x', 'X-Autoreply: yes'],
  ])('is an absence note: %s, %s', async (...header) => {
    expect(await kindOf(header)).toEqual(['auto-reply', false]);
  });

  it.each([
    [['List-Id: <members.guild.example>'], 'list'],
    [['List-Unsubscribe: <https://x.example>'], 'bulk'],
    [['Precedence: junk'], 'bulk'],
    [['Auto-Submitted: auto-generated'], 'bulk'],
    [['X-Auto-Response-Suppress: OOF, AutoReply'], 'none'],
  ])('gets no reply, but its kind: %s', async (header, kind) => {
    expect(await kindOf(header)).toEqual([kind, false]);
  });

  it('gets no reply with an empty envelope sender or from a machine address', async () => {
    expect(await kindOf([], { envelopeFrom: '' })).toEqual(['none', false]);
    for (const from of ['no-reply@x.example', 'owner-list@x.example', 'list-request@x.example', 'MAILER-DAEMON@x.example']) {
      expect((await parse(lines(`From: ${from}`, '', 'x'))).automatic.mayReply).toBe(false);
    }
  });

  it('is our own only where the sender and the letter are ours', async () => {
    const own = await parse(lines('From: crm+abcdefgh@rightsdesk.example', `Message-ID: ${LETTER_ID}`, '', 'x'));
    expect(own.automatic).toMatchObject({ kind: 'own', mayReply: false });
    const spoofed = await parse(lines('From: crm@rightsdesk.example', '', 'Please delete my data.'));
    expect(spoofed.automatic).toMatchObject({ kind: 'none', mayReply: false });
  });
});

describe('delivery reports (RFC 3464)', () => {
  const report = (status: string, action: string, returned: string) =>
    lines(
      'From: MAILER-DAEMON@mx.post.example',
      'Subject: Undelivered Mail Returned to Sender',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'I am sorry.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.post.example',
      '',
      'Final-Recipient: rfc822; ada@post.example',
      `Action: ${action}`,
      `Status: ${status}`,
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: crm@rightsdesk.example',
      `Message-ID: ${returned}`,
      'Subject: Your request',
      '',
      'Please delete my data.',
      '--b--',
    );

  it.each([
    ['5.1.1', 'failed', 'hard'],
    ['4.2.2', 'failed', 'soft'],
    ['4.4.1', 'delayed', 'delayed'],
  ])('tell which letter bounced, %s %s is %s', async (status, action, severity) => {
    const mail = await parse(report(status, action, LETTER_ID), { envelopeFrom: '' });
    expect(mail.automatic).toMatchObject({ kind: 'bounce', mayReply: false });
    expect(mail.bounce).toEqual({ ourMessageIds: [LETTER_ID], severity, status });
  });

  it('name none of ours where the returned mail is not ours', async () => {
    const foreign = await parse(report('5.1.1', 'failed', '<letter-0192f0c1-7d2a-7c11-9a55-3b1f0d6f2a10@evil.example>'));
    expect(foreign.bounce?.ourMessageIds).toEqual([]);
  });

  it('are known without their proper form', async () => {
    const raw = lines(
      'From: Mail Delivery <MAILER-DAEMON@x.example>',
      `In-Reply-To: ${LETTER_ID}`,
      'Subject: failure',
      '',
      '550 5.1.1 no such user',
    );
    const mail = await parse(raw, { envelopeFrom: '' });
    expect(mail.bounce).toEqual({ ourMessageIds: [LETTER_ID], severity: 'hard', status: '5.1.1' });
  });
});

describe('threads (RULEBOOK 5.1.5)', () => {
  const threadOf = async (header: string[], more: Partial<InboundOptions> = {}) =>
    (await parse(lines('From: ada@post.example', ...header, '', 'x'), more)).thread;

  it.each([
    ['To', ['To: Desk <CRM+abcdefgh2345@Rightsdesk.example>'], {}],
    ['Cc', ['Cc: x@y.example, crm+abcdefgh2345@rightsdesk.example'], {}],
    ['Delivered-To', ['Delivered-To: crm+abcdefgh2345@rightsdesk.example'], {}],
    ['X-Original-To', ['X-Original-To: crm+abcdefgh2345@rightsdesk.example'], {}],
    ['the envelope', [], { envelopeTo: ['crm+abcdefgh2345@rightsdesk.example'] }],
  ])('take the token from %s', async (_, header, more) => {
    expect((await threadOf(header, more)).plusToken).toBe('abcdefgh2345');
  });

  it.each([
    ['another mailbox', 'crm+abcdefgh2345@evil.example'],
    ['another name', 'sales+abcdefgh2345@rightsdesk.example'],
    ['a token that is none', "crm+x';--@rightsdesk.example"],
    ['one too long', `crm+${'a'.repeat(65)}@rightsdesk.example`],
  ])('take no token from %s', async (_, to) => {
    expect((await threadOf([`To: ${to}`])).plusToken).toBeUndefined();
  });

  it('find our letters in In-Reply-To and References, nearest first, and nobody else’s', async () => {
    const older = LETTER_ID.replace('2a10', '2a11');
    const found = await threadOf([`In-Reply-To: <x@y.example>`, `References: ${older} <z@y.example>\r\n ${LETTER_ID}`]);
    expect(found.inReplyToOurs).toEqual([LETTER_ID, older]);
  });

  it('find the reference in a subject tag only where it has the pattern', async () => {
    expect((await threadOf(['Subject: Re: Your request [rr-2026-4f7k2m]'])).subjectReference).toBe('RR-2026-4F7K2M');
    for (const subject of ['RR-2026-4F7K2M', '[RR-2026-4F7K2]', '[RR-2026-4F7KIL]', '[RR-26-4F7K2M]']) {
      expect((await threadOf([`Subject: ${subject}`])).subjectReference).toBeUndefined();
    }
  });
});
