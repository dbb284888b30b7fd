import { messageIdOf } from '../../../domain/request/ids.js';
import type { Language } from '../../../domain/request/types.js';
import type { DeskDeps } from '../../db/requests/desk-deps.js';
import type { OutgoingMail } from './mailer.js';

/** A service mail of some paragraphs. Its Message-ID comes from its row, so one that is sent again after a crash is the same mail. */
export function plainMail(
  { settings }: Pick<DeskDeps, 'settings'>,
  mail: { id: string; to: string; language: Language; subject: string; paragraphs: readonly string[]; headers: Record<string, string> },
): OutgoingMail {
  const { id, to, language, subject, paragraphs, headers } = mail;
  const from = [settings.controller.name, ...settings.controller.address].join(', ');
  return {
    messageId: messageIdOf(id, settings.mailbox.split('@')[1] ?? 'localhost'),
    from: { name: settings.controller.name, address: settings.mailbox },
    to,
    replyTo: settings.mailbox,
    envelopeFrom: settings.mailbox,
    subject,
    text: `${paragraphs.join('\n\n')}\n\n-- \n${from}\n`,
    html: `<!doctype html><html lang="${language}"><body>${paragraphs.map((text) => `<p>${linked(escaped(text))}</p>`).join('')}<hr><p>${escaped(from)}</p></body></html>`,
    headers: { ...headers, 'Auto-Submitted': 'auto-generated' },
  };
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
const linked = (html: string): string => html.replace(/: (https?:\/\/[^\s<]+)$/, (_, url: string) => `: <a href="${url}">${url}</a>`);
