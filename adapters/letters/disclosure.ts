import type { Art15Facts } from '../../domain/letters/art15.js';
import { completeArt15Facts } from '../../domain/letters/complete.js';
import type { LetterDocument } from '../../domain/letters/document.js';
import { letterHtml } from './html.js';
import { readLetterMarkup } from './markup.js';
import { documentPdf } from './pdf.js';
import { frameOf } from './render.js';
import { letterTemplate } from './templates.js';

function composeDisclosure(facts: Art15Facts): LetterDocument {
  const { title, blocks } = readLetterMarkup(letterTemplate('DISCLOSURE_LETTER', facts.language)(completeArt15Facts(facts)));
  return { language: facts.language, title, blocks };
}

/**
 * The letter inside an access package, with the information of GDPR Art. 15(1)(a) to (h) and 15(2) for this person, as a page that
 * needs nothing from outside and as a tagged PDF of the same words.
 */
export async function renderDisclosureLetter(facts: Art15Facts): Promise<{ html: string; pdf: Buffer }> {
  const document = composeDisclosure(facts);
  return { html: letterHtml(document, frameOf(facts)), pdf: await documentPdf(document, facts) };
}
