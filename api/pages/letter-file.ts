import type { Response } from 'express';

/** A letter as PDF, to look at; it is kept nowhere on the way. */
export function sendPdf(res: Response, { content, filename }: { content: Buffer; filename: string }): void {
  res.set({ 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="${filename}"`, 'Cache-Control': 'no-store' });
  res.send(content);
}
