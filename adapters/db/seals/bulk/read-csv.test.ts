import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { type CsvRow, readSealCsv } from './read-csv.js';

async function rowsOf(...parts: (string | Buffer)[]): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const chunk of readSealCsv(Readable.from(parts.map((part) => Buffer.from(part)))).chunks()) rows.push(...chunk);
  return rows;
}
const codeOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'read',
    ({ code }: { code: string }) => code,
  );
const wrongOf = (row: CsvRow | undefined) => (row !== undefined && 'problems' in row ? row.problems.map(({ pointer }) => pointer) : []);

const ROW = { line: 2, input: { member: 'Müller & Söhne', kind: 'website', domain: 'müller.example' } };

describe('a CSV file of seals', () => {
  it('is the same with commas, semicolons or tabs, any line ends, a mark or none, in UTF-8 or UTF-16, in parts of any size', async () => {
    for (const sign of [',', ';', '\t'])
      for (const end of ['\n', '\r\n', '\r']) {
        const text = ['member,kind,domain', 'Müller & Söhne,website,müller.example', ''].join(end).replaceAll(',', sign);
        expect(await rowsOf(text)).toEqual([ROW]);
        expect(await rowsOf(`\ufeff${text}`)).toEqual([ROW]);
        expect(await rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual([ROW]);
        expect(await rowsOf(...Array.from(Buffer.from(text), (byte) => Buffer.of(byte)))).toEqual([ROW]);
      }
  });

  it('in another encoding is refused, not guessed', async () => {
    const text = 'member,kind,domain\nMüller,website,mueller.example\n';
    expect(await codeOf(rowsOf(Buffer.from(text, 'latin1')))).toBe('CSV_NOT_UTF8');
    expect(wrongOf((await rowsOf(text.replace('ü', '\ufffd')))[0])).toEqual(['/member']);
  });

  it('says which columns are missing or named twice, and knows other spellings', async () => {
    expect(await codeOf(rowsOf('name,kind\nx,website\n'))).toBe('CSV_COLUMNS_WRONG');
    expect(await codeOf(rowsOf('member,kind,Kind\nx,website,privacy\n'))).toBe('CSV_COLUMNS_WRONG');
    expect(await codeOf(rowsOf('member,kind\nx,"website\n'))).toBe('CSV_UNREADABLE');
    expect(await codeOf(rowsOf(''))).toBe('read');
    const [row] = await rowsOf('Member;Kind;License number;__proto__\nx;website;L-1;y\n');
    expect(row).toEqual({ line: 2, input: { member: 'x', kind: 'website', licenceNumber: 'L-1' } });
  });

  it('has each value judged as on the wire: signs, lengths, addresses, and days that can be read one way only', async () => {
    const head = 'member,kind,domain,valid_until,contact_email,registration_number,address\n';
    const judged = async (row: string) => wrongOf((await rowsOf(`${head}${row}\n`))[0]);
    expect(await judged('a\u0000b,website,,,,,')).toEqual(['/member']);
    expect(await judged(`${'x'.repeat(301)},website,,,,,`)).toEqual(['/member']);
    expect(await judged('x,website,,03/04/2027,,,')).toEqual(['/valid_until']);
    expect(await judged('x,website,,2027-02-30,"a@b, c@d.example",R,')).toEqual(['/valid_until', '/contact_email']);
    const [row] = await rowsOf(`${head}x,website,,23.11.2027,,R-1,"1 Quay\r\nPortside"\n`);
    expect(row).toMatchObject({ input: { validUntil: new Date('2027-11-23'), member: { address: '1 Quay, Portside' } } });
  });
});
