import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type InboundOptions, parseInboundMail } from '../../adapters/mail/inbound/parse.js';
import { recogniseRequest } from '../../domain/intake/recognise.js';

/** How many mails are made; RIGHTSDESK_FUZZ_MAILS asks for more (npm run test:long). */
const MAILS = Number(process.env.RIGHTSDESK_FUZZ_MAILS ?? 2_000);
/** One small mail never takes longer, also on a busy machine. */
const MAX_MS = 5_000;

const options: InboundOptions = {
  receivedAt: new Date('2026-11-02T10:00:00Z'),
  arrival: 'boundary',
  trustedHost: 'mx.rightsdesk.example',
  ownAuthservId: 'mx.rightsdesk.example',
  ownAddresses: ['crm@rightsdesk.example'],
};

const corpus: { subject: string; text: string }[] = JSON.parse(
  readFileSync(new URL('../fixtures/mails/corpus.json', import.meta.url), 'utf8'),
);

/** Pieces of header and body that mean something to a parser: fuzzing with them goes deeper than with mere bytes. */
const PIECES = [
  'Content-Type: multipart/mixed; boundary="b"\r\n',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n',
  'Content-Type: message/rfc822\r\n',
  'Content-Type: message/delivery-status\r\n',
  'Content-Type: text/html; charset=utf-7\r\n',
  'Content-Type: text/plain; charset=iso-2022-jp; format=flowed\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: quoted-printable\r\n',
  "Content-Disposition: attachment; filename*0*=utf-8''%ff; filename*1=..\r\n",
  'Subject: =?utf-8?b?//8=?= =?x?q?=\r\n',
  'Subject: [RR-2026-4F7K2M]\r\n',
  'From: "a" <a@b.example>, <>, (:;@\r\n',
  'To: crm+abcdefgh12@rightsdesk.example\r\n',
  'Received: from x by mx.rightsdesk.example; Mon, 2 Nov 2026 09:00:00 +0000\r\n',
  'Authentication-Results: mx.rightsdesk.example; dkim=pass header.d=b.example\r\n',
  'Auto-Submitted: auto-replied\r\n',
  'List-Id: <x>\r\n',
  'References: <a@b> <letter-\r\n',
  'Message-ID: <',
  'Action: failed\r\nStatus: 5.1.1\r\n',
  '\r\n',
  '\r\n\r\n',
  '--b\r\n',
  '--b--\r\n',
  '\0',
  '\u{1f600}',
  '> ',
  'On 2 Nov 2026 x wrote:\r\n',
  '<p><b><table>',
  '&#x110000;',
  '=\r\n',
  '=3',
  ' \t ',
];

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.string({ maxLength: 40, unit: 'binary' }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
);

/** A sane mail with pieces put in, cut out and doubled at random places. */
const mutated = fc
  .tuple(
    fc.constantFrom(...corpus),
    fc.array(fc.tuple(piece, fc.nat(2_000), fc.nat(60), fc.integer({ min: 1, max: 4 })), { maxLength: 12 }),
  )
  .map(([{ subject, text }, edits]) =>
    edits.reduce(
      (mail, [insert, at, cut, times]) =>
        mail.slice(0, at % (mail.length + 1)) + insert.repeat(times) + mail.slice((at % (mail.length + 1)) + cut),
      `From: a@b.example\r\nTo: crm@rightsdesk.example\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`,
    ),
  );

const assembled = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const mails = fc.oneof(
  { weight: 3, arbitrary: mutated },
  { weight: 2, arbitrary: assembled },
  { weight: 1, arbitrary: fc.string({ maxLength: 2_000, unit: 'binary' }) },
);

describe('fuzzed mail', () => {
  it(`never makes reading or recognising fail or hang (${MAILS} mails)`, async () => {
    let slowest = 0;
    let broken = 0;
    await fc.assert(
      fc.asyncProperty(mails, async (text) => {
        const started = performance.now();
        const mail = await parseInboundMail(Buffer.from(text, 'utf8'), options);
        const found = recogniseRequest({ subject: mail.subject, text: mail.newText, attachmentsText: mail.attachmentsText });
        slowest = Math.max(slowest, performance.now() - started);
        broken += mail.isBroken ? 1 : 0;
        expect(mail.receivedAt.getTime()).toBeLessThanOrEqual(options.receivedAt.getTime());
        expect(mail.thread.plusToken ?? 'abcdefgh').toMatch(/^[a-z0-9]{8,64}$/);
        expect(found.verdict === 'recognised').toBe(found.rights.length > 0);
        expect(mail.automatic.kind === 'none' || !mail.automatic.mayReply).toBe(true);
      }),
      { numRuns: MAILS },
    );
    process.stdout.write(`fuzzed ${MAILS} mails, slowest ${slowest.toFixed(0)} ms, ${broken} broken\n`);
    expect(slowest).toBeLessThan(MAX_MS);
  }, 600_000);
});
