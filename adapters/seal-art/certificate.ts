import { formatDateInWords } from '../../domain/letters/dates.js';
import type { Block, Inline } from '../../domain/letters/document.js';
import type { Language } from '../../domain/request/types.js';
import type { ShownSeal } from '../../domain/seals/display.js';
import { kindOf, statedSentence } from '../../domain/seals/kinds.js';
import { setBlocks } from '../letters/pdf-blocks.js';
import { closePdf, MARGINS, openPdf, type Pdf, type Structure, setRun, textWidth, within } from '../letters/pdf-page.js';
import { inLetters, kindNameOf } from './badge.js';
import { setLetterhead } from './certificate-head.js';
import { CERTIFICATE_WORDS } from './certificate-words.js';
import { dayOf } from './day-code.js';

/** What the certificate is made of besides the seal. */
export interface CertificateParts {
  /** The art and the code, drawn. */
  badgePng: Buffer;
  qrPng: Buffer;
  /** Of the letterhead. */
  logoPng?: Buffer;
  verifyUrl: string;
  /** The credential with its proofs, as JSON. */
  credential: string;
  now: Date;
}

const text = (value: string): Inline[] => [{ kind: 'text', text: value }];

/** The certificate of a seal as a tagged PDF, the signed credential attached: it is checked without us, the paper is only its picture. */
export function sealCertificate(seal: ShownSeal, language: Language, parts: CertificateParts): Promise<Buffer> {
  const words = CERTIFICATE_WORDS[language];
  const title = `${words.title}: ${kindNameOf(seal.kind, language)}, ${seal.memberName}`;
  const pdf = openPdf({ title, author: seal.issuer.name, language, writtenOn: dayOf(parts.now) });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  if (seal.issuer.head !== undefined) setLetterhead(pdf, root, seal.issuer.head, parts.logoPng);
  setHeading(pdf, root, seal, language, parts);
  setBlocks(pdf, root, blocksOf(seal, language, parts), { x: MARGINS.left, width: textWidth(pdf) });
  setPicture(pdf, root, parts.qrPng, parts.verifyUrl, { width: 110 });
  root.end();
  attach(pdf, parts, words.attached);
  return closePdf(pdf);
}

/** The picture, who confirms, and the sentence that is confirmed. */
function setHeading(pdf: Pdf, root: Structure, seal: ShownSeal, language: Language, { badgePng }: CertificateParts): void {
  const words = CERTIFICATE_WORDS[language];
  setPicture(pdf, root, badgePng, `${words.picture}: ${kindNameOf(seal.kind, language)}, ${seal.issuer.name}, ${seal.domain}`, {
    width: 264,
  });
  const heading = within(pdf, root, 'H1');
  const sentence = statedSentence(kindOf(seal.kind), language, { member: seal.memberName, issuer: seal.issuer.name });
  setRun(pdf, heading, text(sentence), { x: MARGINS.left, width: textWidth(pdf), size: 19, font: 'strong' });
  heading.end();
  pdf.y += 14;
}

function setPicture(pdf: Pdf, root: Structure, png: Buffer, alt: string, { width }: { width: number }): void {
  const y = pdf.y;
  const figure = within(pdf, root, 'Figure', { alt });
  figure.add(() => pdf.image(png, MARGINS.left, y, { width }));
  figure.end();
  pdf.y = y + (png.readUInt32BE(20) / png.readUInt32BE(16)) * width + 20;
}

function blocksOf(seal: ShownSeal, language: Language, { verifyUrl, now }: CertificateParts): Block[] {
  const words = CERTIFICATE_WORDS[language];
  const letters = inLetters(seal.domain);
  const day = (instant: Date) => formatDateInWords(dayOf(instant), language);
  const rows: [string, string][] = [
    [words.confirmedBy, seal.issuer.name],
    [words.member, seal.memberName],
    [words.website, letters === seal.domain ? seal.domain : `${letters} (${seal.domain})`],
    [words.kind, kindNameOf(seal.kind, language)],
    [words.validFrom, day(seal.validFrom)],
    [words.validUntil, day(seal.validUntil)],
    [words.number, seal.id],
    [words.madeOn, day(now)],
  ];
  return [
    { kind: 'facts', rows: rows.map(([term, value]) => ({ term: text(term), value: text(value) })) },
    { kind: 'heading', level: 2, inlines: text(words.how) },
    { kind: 'list', isOrdered: true, items: words.steps.map(text) },
    { kind: 'paragraph', inlines: [{ kind: 'link', text: verifyUrl, href: verifyUrl }] },
  ];
}

/** The library's type leaves out the relationship, which says what an attachment is to the document (PDF 2.0, 7.11.3). */
function attach(pdf: Pdf, { credential, now }: CertificateParts, description: string): void {
  const options = {
    name: 'credential.json',
    type: 'application/vc+ld+json',
    description,
    creationDate: now,
    modifiedDate: now,
    relationship: 'Source',
  };
  pdf.file(Buffer.from(credential), options);
}
