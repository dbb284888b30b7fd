import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { Attachment } from 'nodemailer/lib/mailer/index.js';
import { parseInboundMail } from './parse.js';
import { withoutFiles } from './without-files.js';

const options = {
  receivedAt: new Date('2026-11-23T10:00:00Z'),
  arrival: 'direct',
  trustedHost: 'mx.example',
  ownAuthservId: 'mx.example',
  ownAddresses: ['crm@rightsdesk.example'],
} as const;

const LETTER = `Hiermit verlange ich Auskunft nach Art. 15 DSGVO. ${'Größe und Maß. '.repeat(600)}`;

function compose(attachments: Attachment[], text = 'Please find my request attached.'): Promise<Buffer> {
  return new MailComposer({
    from: 'a@b.example',
    to: 'crm@rightsdesk.example',
    subject: 'Größe',
    text,
    html: `<p>${text}</p>`,
    attachments,
  })
    .compile()
    .build();
}

const scan = (filename: string, bytes = 80_000): Attachment => ({ filename, content: randomBytes(bytes) });
const letter: Attachment = {
  filename: 'letter.txt',
  content: LETTER,
  contentType: 'text/plain; charset=utf-8',
  contentTransferEncoding: 'base64',
};

async function bothWays(raw: Buffer) {
  const { attachments: _all, ...whole } = await parseInboundMail(raw, options);
  const { attachments: none, hasFilesLeftOut: _some, ...thin } = await parseInboundMail(raw, { ...options, files: 'left-out' });
  expect(none).toEqual([]);
  return { whole, thin };
}

describe('a mail read without its files', () => {
  it('says the same, and is a fraction of its size', async () => {
    const raw = await compose([scan('one.pdf'), letter, scan('two.jpg'), { filename: 'note.bin', content: 'short' }]);
    const { whole, thin } = await bothWays(raw);
    expect(thin).toEqual(whole);
    expect(thin.attachmentsText).toContain('Auskunft nach Art. 15');
    expect(withoutFiles(raw).length).toBeLessThan(raw.length / 4);
  });

  it('keeps what is text although it is encoded, whatever stands behind it', async () => {
    const long = `${'Ich bitte um Löschung meiner Daten nach Art. 17 DSGVO. '.repeat(200)}`;
    const { whole, thin } = await bothWays(await compose([letter, scan('x.pdf')], long));
    expect(thin).toEqual(whole);
    expect(thin.text).toContain('Art. 17');
  });

  it('with a forwarded mail inside keeps its words', async () => {
    const inner = await compose([scan('inner.pdf')], 'Inner words');
    const raw = await compose([{ filename: 'mail.eml', content: inner, contentType: 'message/rfc822', contentTransferEncoding: '8bit' }]);
    const { whole, thin } = await bothWays(raw);
    expect(thin.isBroken).toBe(whole.isBroken);
    expect(thin.text).toBe(whole.text);
  });

  it.each([
    ['two types, so that readers may differ', 'Content-Type: application/pdf\r\nContent-Type: text/plain\r\n', 'QUFB'],
    ['no type', '', 'QUFB'],
    ['bytes that are no base64', 'Content-Type: application/pdf\r\n', 'Hello, plain words. '],
  ])('leaves alone a part with %s', (_what, type, piece) => {
    const body = piece.repeat(4_000);
    const raw = Buffer.from(`From: a@b.example\r\n${type}Content-Transfer-Encoding: base64\r\n\r\n${body}\r\n`);
    expect(withoutFiles(raw)).toBe(raw);
  });

  it('does not cut what a person quotes in the text', async () => {
    const quoted = `I got this:\n\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n${'Words, not a file. '.repeat(400)}\n\nPlease erase my data.`;
    const { whole, thin } = await bothWays(await compose([], quoted));
    expect(thin.text).toBe(whole.text);
    expect(thin.text).toContain('Please erase my data.');
  });

  it('is not kept busy by a mail of nothing but such headers', () => {
    const head = 'x\nContent-Transfer-Encoding: base64\n';
    const raw = Buffer.from(head.repeat(200_000));
    const startedAt = performance.now();
    withoutFiles(raw);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
