import type { ObjectionKind, Right } from '../request/types.js';

/** A cited article that gives a right. GDPR Art. 15-18, 20, 21; the UK GDPR numbers them alike. */
export interface ArticleCitation {
  readonly right: Right;
  readonly objectionKind?: ObjectionKind;
}

/** Laws by name in the three languages; an article without one of them may be any contract's. */
const LAW = /\b(?:uk ?gdpr|gdpr|dsgvo|ds-gvo|rgpd|data protection (?:regulation|act)|datenschutz-?grundverordnung|protection des donnees)/;

const CITATION = /\bart(?:icle|ikel)?s?\b\.?[ \t\n]{0,3}(\d{1,2})\b/g;
const PARAGRAPH = /^[ \t\n]{0,2},?[ \t\n]{0,2}(?:\(|abs\.?|absatz|par\.?|paragraphe?|alinea)[ \t\n]{0,2}(\d)/;
const NEXT_NUMBER = /^[ \t\n]{0,2}(?:,|and|und|et|or|oder|ou|&)[ \t\n]{0,2}(\d{2})\b/;

const RIGHT_OF_ARTICLE = new Map<number, Right>([
  [15, 'access'],
  [16, 'rectification'],
  [17, 'erasure'],
  [18, 'restriction'],
  [20, 'portability'],
  [21, 'objection'],
]);

/** GDPR Art. 21(1) legitimate interest or public task, 21(2)-(3) direct marketing, 21(6) research. */
function objectionKindOf(paragraph: string | undefined): ObjectionKind | undefined {
  if (paragraph === '2' || paragraph === '3') return 'direct_marketing';
  if (paragraph === '6') return 'research';
  return paragraph === '1' ? 'legitimate_interest' : undefined;
}

/** True where the folded text names a data-protection law. */
export function namesLaw(folded: string): boolean {
  return LAW.test(folded);
}

/** The rights whose articles a sentence cites, each once. The caller has made sure that the mail names the law. Linear. */
export function citedArticles(sentence: string): ArticleCitation[] {
  const found = new Map<Right, ArticleCitation>();
  for (const match of sentence.matchAll(CITATION)) {
    let number: string | undefined = match[1];
    let rest = sentence.slice(match.index + match[0].length, match.index + match[0].length + 60);
    for (let count = 0; number !== undefined && count < 6; count++) {
      const right = RIGHT_OF_ARTICLE.get(Number(number));
      const kind = right === 'objection' ? objectionKindOf(PARAGRAPH.exec(rest)?.[1]) : undefined;
      if (right !== undefined && !(found.get(right)?.objectionKind !== undefined)) found.set(right, { right, objectionKind: kind });
      const next = NEXT_NUMBER.exec(rest);
      number = next?.[1];
      rest = rest.slice(next?.[0].length ?? 0);
    }
  }
  return [...found.values()];
}
