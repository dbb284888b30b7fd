import { describe, expect, it } from '@jest/globals';
import { requireUpload, safeFileName, uploadMediaType } from './uploads.js';

describe('files that are sent', () => {
  const pdf = { name: 'a', content: new TextEncoder().encode('%PDF-1.7 …'), mediaType: uploadMediaType('application/pdf') };

  it('are taken where their content is of a kind we know', () => {
    expect(requireUpload(pdf, 4)).toBe('application/pdf');
    expect(uploadMediaType('image/svg+xml')).toBeUndefined();
    expect(uploadMediaType('text/html')).toBeUndefined();
  });

  it.each([
    ['too many', pdf, 5, 'TOO_MANY_FILES'],
    ['empty', { ...pdf, content: new Uint8Array() }, 0, 'FILE_EMPTY'],
    ['too large', { ...pdf, content: new Uint8Array(5 * 1_048_576 + 1) }, 0, 'FILE_TOO_LARGE'],
    ['of another kind', { ...pdf, mediaType: undefined }, 0, 'FILE_KIND_UNKNOWN'],
  ] as const)('%s are refused', (_what, file, known, code) => {
    expect(() => requireUpload(file, known)).toThrow(code);
  });

  it('are refused by the limits of the case, which the words name', () => {
    expect(() => requireUpload({ ...pdf, content: new Uint8Array(1_048_577) }, 0, { files: 1, bytes: 1_048_576 })).toThrow(
      'FILE_TOO_LARGE',
    );
    expect(() => requireUpload(pdf, 1, { files: 1, bytes: 1_048_576 })).toThrow('TOO_MANY_FILES');
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\x\\Urkunde.pdf', 'Urkunde.pdf'],
    ['a"b\r\nc.pdf', 'a_b__c.pdf'],
    ['..', 'file'],
  ])('the name %j becomes %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });
});
