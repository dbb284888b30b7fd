import type { Language } from '../request/types.js';

const WHY = {
  en: ({ to, on }) => `${to} decides about these data; we only process them for it. Your request went there on ${on}, and it answers you.`,
  de: ({ to, on }) =>
    `Über diese Daten entscheidet ${to}; wir verarbeiten sie nur in deren Auftrag. Ihr Antrag ging am ${on} dorthin, und Sie bekommen von dort Antwort.`,
  fr: ({ to, on }) =>
    `${to} décide de ces données ; nous ne les traitons que pour son compte. Votre demande y a été transmise le ${on}, et c’est de là que vous vient la réponse.`,
} as const satisfies Record<Language, (item: { to: string; on: string }) => string>;

/** Why a part of the data is not in our answer: another controller answers for it (GDPR Art. 28(3)(e)). `on` is a day in words. */
export const forwardedWhy = (language: Language, item: { to: string; on: string }): string => WHY[language](item);

const KEPT = {
  en: (to) => `${to} decides about these data and answers you; your request went there.`,
  de: (to) => `Über diese Daten entscheidet ${to} und antwortet Ihnen; Ihr Antrag ging dorthin.`,
  fr: (to) => `${to} décide de ces données et vous répond ; votre demande y a été transmise.`,
} as const satisfies Record<Language, (to: string) => string>;

/** Why an erasure leaves a part alone: only its controller may order that. */
export const keptForController = (language: Language, to: string): string => KEPT[language](to);
