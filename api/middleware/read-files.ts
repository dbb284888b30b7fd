import { type RequestHandler, raw } from 'express';
import { DomainError } from '../../domain/errors.js';

/** A file of a form as the browser sent it. */
export interface SentFile {
  name: string;
  content: Uint8Array;
}

declare global {
  namespace Express {
    interface Locals {
      files?: SentFile[];
    }
  }
}

/**
 * Reads a form with files: its text fields become the body, its files `res.locals.files`; empty file fields are left out. Everything is
 * held in memory, so the limit is for the form as a whole. Throws FORM_NOT_READABLE.
 */
export function readFiles(limitBytes: number): RequestHandler[] {
  const parse: RequestHandler = async (req, res, next) => {
    const body: unknown = req.body;
    if (!Buffer.isBuffer(body)) throw notReadable();
    const form = await formOf(body, req.get('content-type') ?? '');
    const fields: Record<string, string> = {};
    const files: SentFile[] = [];
    for (const [name, value] of form) {
      if (typeof value === 'string') fields[name] = value;
      else if (value.size > 0 || value.name !== '') files.push({ name: value.name, content: new Uint8Array(await value.arrayBuffer()) });
    }
    req.body = fields;
    res.locals.files = files;
    next();
  };
  return [raw({ type: 'multipart/form-data', limit: limitBytes }), parse];
}

function formOf(body: Buffer, contentType: string): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData().catch(() => {
    throw notReadable();
  });
}

function notReadable(): DomainError {
  return new DomainError({ code: 'FORM_NOT_READABLE', kind: 'invalid', detail: 'The form could not be read. Go back and send it again.' });
}
