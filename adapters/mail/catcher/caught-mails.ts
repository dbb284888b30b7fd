import { simpleParser } from 'mailparser';
import type { Pool } from 'pg';

const LIST = `SELECT id::text, sender AS "from", recipient AS "to", subject, sent_at AS "sentAt", deliveries FROM caught_mail
  WHERE $1::text IS NULL OR lower($1) = ANY (string_to_array(lower(recipient), ', '))
     OR (position('@' IN $1) < 2 AND position(lower($1) IN lower(recipient)) > 0) ORDER BY caught_mail.id DESC LIMIT $2`;

/** One line of the list of caught mail; `to` holds all recipients. */
export interface CaughtMailItem {
  id: string;
  from: string;
  to: string;
  subject: string;
  sentAt: string;
  deliveries: number;
}

/** One caught mail, taken apart. */
export interface CaughtMail {
  headers: Record<string, string>;
  text: string;
  html: string;
  links: string[];
  attachments: { filename: string; contentType: string; size: number }[];
}

/** What the pages and the interface of caught mail read. */
export interface CaughtMails {
  /** Newest first. `to`: a recipient's address, or a part of one that has no name before its @. */
  list(filter: { to?: string; limit: number }): Promise<CaughtMailItem[]>;
  find(id: string): Promise<CaughtMail | undefined>;
}

type ListedRow = Omit<CaughtMailItem, 'sentAt'> & { sentAt: Date };

const LINK = /https?:\/\/[^\s<>"']+/g;

function unescaped(link: string): string {
  return link.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replaceAll('&#61;', '=');
}

/** Every http(s) address in the order it appears, first in the text, then in the HTML, each once. */
export function linksIn(text: string, html: string): string[] {
  const found = [...(text.match(LINK) ?? []), ...(html.match(LINK) ?? []).map(unescaped)];
  return [...new Set(found.map((link) => link.replace(/[.,;:!?)\]]+$/, '')))];
}

/** Header fields under the name as it was sent and in lower case, so that a reader need not know how the sender wrote it. */
function headersOf(lines: readonly { key: string; line: string }[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, line } of [...lines].reverse()) {
    const colon = line.indexOf(':');
    const value = line
      .slice(colon + 1)
      .replace(/\r?\n[ \t]+/g, ' ')
      .trim();
    for (const name of new Set([line.slice(0, colon), key])) {
      const later = headers[name];
      headers[name] = later === undefined ? value : `${value}, ${later}`;
    }
  }
  return headers;
}

async function readMail(raw: Buffer): Promise<CaughtMail> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  const text = mail.text ?? '';
  const html = typeof mail.html === 'string' ? mail.html : '';
  const attachments = mail.attachments.map(({ filename, contentType, size }) => ({ filename: filename ?? '', contentType, size }));
  return { headers: headersOf(mail.headerLines), text, html, links: linksIn(text, html), attachments };
}

/** Reads what the catcher has kept. */
export function createCaughtMails(pool: Pool): CaughtMails {
  return {
    async list({ to, limit }) {
      const { rows } = await pool.query<ListedRow>(LIST, [to === undefined || to === '' ? null : to, limit]);
      return rows.map((row) => ({ ...row, sentAt: row.sentAt.toISOString() }));
    },
    async find(id) {
      if (!/^\d{1,18}$/.test(id)) return undefined;
      const { rows } = await pool.query<{ raw: Buffer }>('SELECT raw FROM caught_mail WHERE id = $1', [id]);
      const raw = rows[0]?.raw;
      return raw === undefined ? undefined : readMail(raw);
    },
  };
}
