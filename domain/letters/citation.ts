import type { Language } from '../request/types.js';
import type { Regime } from './regime.js';

const PLACE = /^(\d+[A-Z]?)(?:\((\d+[A-Z]?)\))?(?:\(([a-z])\))?$/;

type Arrange = (article: string, paragraph: string | undefined, point: string | undefined, isUk: boolean) => string;

const ARRANGE = {
  en: (article, paragraph, point, isUk) =>
    `${isUk ? 'UK GDPR' : 'GDPR'} Art. ${article}${paragraph ? `(${paragraph})` : ''}${point ? `(${point})` : ''}`,
  de: (article, paragraph, point, isUk) =>
    `Art. ${article}${paragraph ? ` Abs. ${paragraph}` : ''}${point ? ` Buchst. ${point}` : ''} ${isUk ? 'UK-DSGVO' : 'DSGVO'}`,
  fr: (article, paragraph, point, isUk) =>
    `article ${article}${paragraph ? `, paragraphe ${paragraph}` : ''}${point ? `, point ${point}` : ''}${paragraph ? ',' : ''} du RGPD${isUk ? ' britannique' : ''}`,
} as const satisfies Record<Language, Arrange>;

/**
 * An article of the regulation as the letter's language cites it: "UK GDPR Art. 12(6)", "Art. 12 Abs. 6 DSGVO",
 * "article 12, paragraphe 6, du RGPD". Empty under POLICY_ONLY, where no statutory claim may be made (RULEBOOK P5).
 * @param place like `15`, `12(6)` or `18(1)(a)`.
 */
export function citeArticle(place: string, regime: Regime, language: Language): string {
  if (regime === 'POLICY_ONLY') return '';
  const [, article, paragraph, point] = PLACE.exec(place) ?? [];
  if (article === undefined) throw new RangeError(`not an article: ${place}`);
  return ARRANGE[language](article, paragraph, point, regime !== 'EU');
}
