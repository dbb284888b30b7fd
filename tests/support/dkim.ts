import { createHash, createVerify } from 'node:crypto';

/** What a DKIM signature says, once it was checked with the key of the DNS record. */
export interface CheckedSignature {
  isGood: boolean;
  domain: string;
  selector: string;
  signedHeaders: string[];
}

const unfold = (text: string) => text.replace(/\r\n(?=[ \t])/g, '');
const relaxedHeader = (line: string) => {
  const at = line.indexOf(':');
  return `${line.slice(0, at).trim().toLowerCase()}:${unfold(line.slice(at + 1))
    .replace(/[ \t]+/g, ' ')
    .trim()}`;
};
const relaxedBody = (body: string) => {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  return `${lines.join('\r\n').replace(/(\r\n)*$/, '')}\r\n`;
};

/** Checks the signature of a mail as a receiving server does (RFC 6376, relaxed/relaxed, rsa-sha256). `record` is the DNS record's value. */
export function checkDkim(raw: string, record: string): CheckedSignature {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const signature = lines.find((line) => /^dkim-signature:/i.test(line)) ?? '';
  const tags = Object.fromEntries(
    unfold(signature.slice(signature.indexOf(':') + 1))
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).trim()] as const),
  );
  const signedHeaders = (tags.h ?? '').split(':').map((name) => name.trim().toLowerCase());
  const chosen = signedHeaders.flatMap((name) => lines.filter((line) => line.toLowerCase().startsWith(`${name}:`)).slice(-1));
  const unsigned = relaxedHeader(signature).replace(/([;\s]b=)[^;]*/, '$1');
  const verify = createVerify('RSA-SHA256').update(`${chosen.map((line) => `${relaxedHeader(line)}\r\n`).join('')}${unsigned}`);
  const bodyHash = createHash('sha256')
    .update(relaxedBody(raw.slice(end + 4)))
    .digest('base64');
  const key = { key: Buffer.from(/p=([^;]*)/.exec(record)?.[1] ?? '', 'base64'), format: 'der', type: 'spki' } as const;
  const isSigned = verify.verify(key, (tags.b ?? '').replace(/\s/g, ''), 'base64');
  return {
    isGood: isSigned && bodyHash === (tags.bh ?? '').replace(/\s/g, ''),
    domain: tags.d ?? '',
    selector: tags.s ?? '',
    signedHeaders,
  };
}
