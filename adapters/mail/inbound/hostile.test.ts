import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import MailComposer from 'nodemailer/lib/mail-composer';
import { type InboundOptions, parseInboundMail } from './parse.js';

const options: InboundOptions = {
  receivedAt: new Date('2026-11-02T10:00:00Z'),
  arrival: 'direct',
  trustedHost: 'mx.rightsdesk.example',
  ownAuthservId: 'mx.rightsdesk.example',
  ownAddresses: ['crm@rightsdesk.example'],
};

const HEAD = 'From: Ada <ada@post.example>\r\nSubject: Please delete my account\r\n';

/** Parses within a time, on a machine that may be busy with other tests. */
async function within(ms: number, raw: Buffer) {
  const started = performance.now();
  const mail = await parseInboundMail(raw, options);
  expect(performance.now() - started).toBeLessThan(ms);
  return mail;
}

const filled = (head: string, bytes: number, fill: string): Buffer => Buffer.concat([Buffer.from(head), Buffer.alloc(bytes, fill)]);

function nested(depth: number): Buffer {
  const parts = Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`);
  return Buffer.from(`${HEAD}${parts.join('')}\r\nplease delete my account\r\n`);
}

describe('mail made to break a parser', () => {
  it('of 25 MB with a big attachment is read; the attachment is hashed and refused', async () => {
    const content = Buffer.alloc(18 * 1024 * 1024, 'x');
    const raw = await new MailComposer({
      from: 'ada@post.example',
      subject: 'Big',
      text: 'Please delete my account.',
      attachments: [{ filename: 'scan.pdf', content }],
    })
      .compile()
      .build();
    expect(raw.length).toBeGreaterThan(24 * 1024 * 1024);
    const mail = await within(10_000, raw);
    expect(mail).toMatchObject({ isBroken: false, newText: 'Please delete my account.' });
    expect(mail.attachments).toEqual([expect.objectContaining({ filename: 'scan.pdf', sizeBytes: content.length, refused: 'too-large' })]);
    expect(mail.attachments[0]?.content).toBeUndefined();
  });

  it.each([
    ['one line of 25 MB', filled(`${HEAD}\r\n`, 25_000_000, 'a')],
    ['25 MB of line ends', filled(`${HEAD}\r\n`, 25_000_000, '\n')],
    ['25 MB of quoted-printable', filled(`${HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\n`, 25_000_000, '=')],
    ['a header field of 25 MB', filled(`${HEAD}X-Long: `, 25_000_000, '=?utf-8?q?a?= ')],
    ['100,000 header fields', Buffer.from(`${HEAD}${'X: y\r\n'.repeat(100_000)}\r\nx`)],
    ['60,000 recipients', Buffer.from(`${HEAD}To: ${'a@b.example, '.repeat(60_000)}\r\n\r\nx`)],
    ['markup nested 100,000 deep', Buffer.from(`${HEAD}Content-Type: text/html\r\n\r\n${'<b>'.repeat(100_000)}`)],
    ['3 MB of opening brackets', Buffer.from(`${HEAD}Content-Type: text/html\r\n\r\n${'<'.repeat(3_000_000)}`)],
    ['attributions without end', Buffer.from(`${HEAD}\r\n${'On 2019 On 2019 wrote\r\n'.repeat(50_000)}`)],
    ['text another library takes hours for', Buffer.from(`${HEAD}\r\n${'Op schreef\n'.repeat(6_000)}`)],
  ])('is read in bounded time: %s', async (_, raw) => {
    const mail = await within(20_000, raw);
    expect(mail.from?.address).toBe('ada@post.example');
    expect(mail.subject).toBe('Please delete my account');
    expect(mail.text.length).toBeLessThanOrEqual(262_144);
  });

  it.each([
    ['10,000 nested parts', nested(10_000)],
    [
      '10,000 parts side by side',
      Buffer.from(
        `${HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n'.repeat(10_000)}--b--`,
      ),
    ],
  ])('goes to a person where there is no end: %s', async (_, raw) => {
    const mail = await within(20_000, raw);
    expect(mail).toMatchObject({ isBroken: true, from: { address: 'ada@post.example' }, subject: 'Please delete my account' });
    expect(mail.text).not.toBe('');
  });

  it.each([
    ['nothing', ''],
    ['zero bytes', '\0'.repeat(1_000)],
    ['no header', '\r\n\r\nhello'],
    ['only a colon', ':'],
    [
      'a boundary never closed',
      `${HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nplease delete`,
    ],
    ['a boundary never opened', `${HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\nplease delete`],
    ['an unknown character set', `${HEAD}Content-Type: text/plain; charset=klingon\r\n\r\nplease delete`],
    ['base64 that is none', `${HEAD}Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%`],
    ['a reserved property name', `${HEAD}__proto__: x\r\nList-__proto__: y\r\n\r\nx`],
  ])('does not make reading fail: %s', async (_, text) => {
    const mail = await within(2_000, Buffer.from(text));
    expect(mail.receivedAt).toEqual(options.receivedAt);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('may carry a zip bomb: it is kept as the bytes it came in and never unpacked', async () => {
    const bomb = deflateRawSync(Buffer.alloc(200 * 1024 * 1024));
    const raw = await new MailComposer({ from: 'ada@post.example', text: 'x', attachments: [{ filename: 'bomb.zip', content: bomb }] })
      .compile()
      .build();
    const before = process.memoryUsage().rss;
    const mail = await within(10_000, raw);
    expect(mail.attachments).toEqual([expect.objectContaining({ filename: 'bomb.zip', sizeBytes: bomb.length })]);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });
});
