import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { OpenedFile } from './request-desk.js';

/** A file for saving: never shown inside our origin, its kind never guessed, kept nowhere on the way. */
export async function sendFile(res: Response, file: OpenedFile): Promise<void> {
  res.set({
    'Content-Type': file.mediaType,
    'Content-Length': String(file.sizeBytes),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  await pipeline(file.stream, res);
}

/** A text of ours for saving: a table, mostly. A byte-order mark tells spreadsheets that it is UTF-8. */
export function sendText(
  res: Response,
  { filename, content, mediaType = 'text/csv' }: { filename: string; content: string; mediaType?: string },
) {
  res
    .set({
      'Content-Type': `${mediaType}; charset=utf-8`,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    })
    .send(`\uFEFF${content}`);
}

/** A photo to look at and not to save: shown alone, able to do nothing, kept by no cache. */
export async function showOnce(res: Response, file: OpenedFile): Promise<void> {
  res.set({
    'Content-Type': file.mediaType,
    'Content-Length': String(file.sizeBytes),
    'Content-Disposition': 'inline',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  await pipeline(file.stream, res);
}
