import type { Request, RequestHandler, Response } from 'express';
import { fileTypeFromBuffer } from 'file-type';
import multer from 'multer';
import { DomainError } from '../../domain/errors.js';
import { type SentFile, UPLOAD_LIMITS, type UploadLimits, uploadMediaType, uploadProblem } from '../../domain/uploads.js';
import { type Limit, limitRate } from './rate-limit.js';

declare global {
  namespace Express {
    interface Locals {
      uploads?: SentFile[] | DomainError;
      uploadNames?: string[];
      /** Names of the fields that came with a file. */
      fileFields?: string[];
    }
  }
}

/** A person sends a few files; a program that tries thousands is stopped before their bytes are read. */
export const UPLOADS_PER_ADDRESS: Limit = { name: 'upload', points: 30, seconds: 600 };

const FIELDS = { fields: 50, fieldSize: 65_536, headerPairs: 50 };

/**
 * Reads a form with files (multipart/form-data): its text fields become the body, its files wait for `uploadsOf`. Held in memory, so
 * at most `limits.files` of `limits.bytes` each; a form beyond that is read no further. The name and type that a browser declares prove
 * nothing: the kind is read from the content. Text fields have to come first in the form. Throws FORM_NOT_READABLE.
 */
export function takeUploads(limits: UploadLimits = UPLOAD_LIMITS, perAddress: Limit = UPLOADS_PER_ADDRESS): RequestHandler[] {
  const read = multer({
    storage: multer.memoryStorage(),
    limits: { files: limits.files, fileSize: limits.bytes, parts: limits.files + FIELDS.fields, ...FIELDS },
    defParamCharset: 'utf8',
    // Called as each file begins, one after the other: where reading stops, the last name is that of the file at fault.
    fileFilter: (req, file, take) => {
      if (file.originalname !== '') req.res?.locals.uploadNames?.push(file.originalname);
      take(null, true);
    },
  }).any();
  const parse: RequestHandler = (req, res, next) => {
    if (!req.is('multipart/form-data')) return next(notReadable());
    res.locals.uploadNames = [];
    read(req, res, (problem: unknown) => {
      finish(req, res, problem, limits).then(() => next(), next);
    });
  };
  return [limitRate(perAddress, (req) => req.ip), parse];
}

/** What the files of the form are called, in their order, also of a form that was read no further. */
export const uploadNamesOf = (res: Response): readonly string[] => res.locals.uploadNames ?? [];

/** The files of the form, empty file fields left out. Throws what was wrong with their number or size, so that a page can say it. */
export function uploadsOf(res: Response): SentFile[] {
  const { uploads } = res.locals;
  if (uploads instanceof DomainError) throw uploads;
  return uploads ?? [];
}

async function finish(req: Request, res: Response, problem: unknown, limits: UploadLimits): Promise<void> {
  const body: unknown = req.body;
  req.body = typeof body === 'object' && body !== null ? { ...body } : {};
  if (problem !== undefined) {
    res.locals.uploads = problemOf(problem, limits, uploadNamesOf(res).length - 1);
    return;
  }
  const files = Array.isArray(req.files) ? req.files : [];
  res.locals.fileFields = [...new Set(files.map(({ fieldname }) => fieldname))];
  res.locals.uploads = await Promise.all(files.filter((file) => file.size > 0 || file.originalname !== '').map(sentFile));
}

async function sentFile({ originalname, buffer }: Express.Multer.File): Promise<SentFile> {
  const found = await fileTypeFromBuffer(buffer);
  return { name: originalname, content: buffer, mediaType: uploadMediaType(found?.mime) };
}

function problemOf(problem: unknown, limits: UploadLimits, lastIndex: number): DomainError {
  const code = problem instanceof multer.MulterError ? problem.code : '';
  if (code === 'LIMIT_FILE_SIZE') return uploadProblem('FILE_TOO_LARGE', limits, lastIndex);
  if (code === 'LIMIT_FILE_COUNT') return uploadProblem('TOO_MANY_FILES', limits);
  throw notReadable(problem);
}

function notReadable(cause?: unknown): DomainError {
  return new DomainError({
    code: 'FORM_NOT_READABLE',
    kind: 'invalid',
    detail: 'The form could not be read. Go back and send it again, as multipart/form-data.',
    cause,
  });
}
