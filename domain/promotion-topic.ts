import { DomainError, type FieldProblem } from './errors.js';
import { LANGUAGES, type Language } from './request/types.js';

/** What a topic of promotional messages is called, in each language of the pages. */
export type TopicNames = Record<Language, string>;

/** What was done with a topic; only added. */
export type TopicEvent = 'added' | 'renamed' | 'retired' | 'reopened';

/** A topic as the desk shows it. `topic` is what subscriptions carry, and never changes. */
export interface TopicView {
  topic: string;
  names: TopicNames;
  isOpen: boolean;
  /** Subscriptions that were not ended, by every way. */
  subscribed: number;
  /** Newest first. */
  log: { event: TopicEvent; names: TopicNames; by: string; at: string }[];
}

export const TOPIC_LIMIT = 60;

const IN = { en: 'English', de: 'German', fr: 'French' } as const satisfies Record<Language, string>;

/** Throws INVALID_INPUT (pointers) where a name is missing, too long or not one line. `|` stands between way and topic in forms. */
export function requireTopicNames(names: TopicNames): TopicNames {
  const wrong = LANGUAGES.filter(
    (language) => names[language] === '' || names[language].length > TOPIC_LIMIT || /[\r\n|]/.test(names[language]),
  );
  if (wrong.length === 0) return names;
  const fields = wrong.map(
    (language): FieldProblem => ({
      pointer: `/${language}`,
      detail:
        names[language] === ''
          ? `Enter the name in ${IN[language]}`
          : `Shorten the name in ${IN[language]} to ${TOPIC_LIMIT} characters, in one line and without “|”`,
    }),
  );
  throw new DomainError({ code: 'INVALID_INPUT', kind: 'invalid', detail: 'A topic needs a name in each language.', fields });
}
