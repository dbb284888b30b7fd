import type { Block } from '../../../domain/letters/document.js';
import { type IssueText, newsletterFooter } from '../../../domain/newsletter.js';
import { letterHtml } from '../../letters/html.js';

/** The mail of an issue as plain text and HTML, in the language it is written in, with the way out below. */
export function newsletterMail(
  { label, title, body, language }: Omit<IssueText, 'topic'> & { label: string },
  { link, manageLink, sender }: { link: string; manageLink: string; sender: { name: string; address: readonly string[] } },
): { text: string; html: string } {
  const { why, stop, manage } = newsletterFooter(language, label);
  const paragraphs = body.trim().split(/\r?\n(?:[ \t]*\r?\n)+/);
  const blocks: Block[] = [
    ...paragraphs.map((part): Block => ({ kind: 'paragraph', inlines: linesOf(part) })),
    {
      kind: 'callout',
      blocks: [
        {
          kind: 'paragraph',
          inlines: [
            { kind: 'text', text: `${why} ` },
            { kind: 'link', text: stop, href: link },
            { kind: 'break' },
            { kind: 'link', text: manage, href: manageLink },
          ],
        },
      ],
    },
  ];
  const from = [sender.name, ...sender.address].join(', ');
  return {
    text: `${body.trim()}\n\n--\n${why}\n${stop}: ${link}\n${manage}: ${manageLink}\n${from}\n`,
    html: letterHtml({ language, title, blocks }, { senderName: sender.name, senderLines: sender.address, referenceLine: label }),
  };
}

const linesOf = (part: string) =>
  part.split(/\r?\n/).flatMap((text, n) => [...(n === 0 ? [] : [{ kind: 'break' as const }]), { kind: 'text' as const, text }]);
