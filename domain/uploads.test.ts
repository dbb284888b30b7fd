import { describe, expect, it } from '@jest/globals';
import { DomainError } from './errors.js';
import { requireUploads, safeFileName, uploadMediaType, wrongFileOf } from './uploads.js';

describe('files that are sent', () => {
  const pdf = { name: 'a', content: new TextEncoder().encode('%PDF-1.7 …'), mediaType: uploadMediaType('application/pdf') };

  it('are taken where their content is of a kind we know', () => {
    expect(requireUploads([pdf], 4)).toEqual([pdf]);
    expect(uploadMediaType('image/svg+xml')).toBeUndefined();
    expect(uploadMediaType('text/html')).toBeUndefined();
  });

  it.each([
    ['too many', pdf, 5, 'TOO_MANY_FILES'],
    ['empty', { ...pdf, content: new Uint8Array() }, 0, 'FILE_EMPTY'],
    ['too large', { ...pdf, content: new Uint8Array(5 * 1_048_576 + 1) }, 0, 'FILE_TOO_LARGE'],
    ['of another kind', { ...pdf, mediaType: undefined }, 0, 'FILE_KIND_UNKNOWN'],
  ] as const)('%s are refused', (_what, file, known, code) => {
    expect(() => requireUploads([file], known)).toThrow(code);
  });

  it('are refused by the limits of the case, which the words name', () => {
    const limits = { files: 1, bytes: 1_048_576 };
    expect(() => requireUploads([{ ...pdf, content: new Uint8Array(1_048_577) }], 0, limits)).toThrow('FILE_TOO_LARGE');
    expect(() => requireUploads([pdf], 1, limits)).toThrow('TOO_MANY_FILES');
  });

  it('a refusal says which of them it is about, or that it is all', () => {
    const refusalOf = (files: Parameters<typeof requireUploads>[0]) => {
      try {
        requireUploads(files, 0);
      } catch (problem) {
        return problem instanceof DomainError ? wrongFileOf(problem) : problem;
      }
      return 'taken';
    };
    expect(refusalOf([pdf, { ...pdf, mediaType: undefined }])).toBe(1);
    expect(refusalOf(Array.from({ length: 6 }, () => pdf))).toBeUndefined();
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
