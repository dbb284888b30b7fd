import {
  type Choice,
  type Communications,
  type ContactDetails,
  DETAIL_LIMITS,
  isPhone,
  MESSAGE_CHANNELS,
  NEEDED_DETAIL,
  type NewChoices,
  PARTNERS_TOPIC,
  sameChoice,
} from '../../domain/communications.js';
import type { Language } from '../../domain/request/types.js';
import type { PageDeps } from '../deps.js';
import { listField, type Problem, textField } from './page.js';
import { instantInWords } from './words.js';

type Words = Pick<PageDeps, 'pages' | 'controller'>;

const PARTNERS: Choice = { channel: 'partners', topic: PARTNERS_TOPIC };
const SENTENCES = ['lead', 'how', 'partnersTitle', 'partners', 'partnersHint', 'service'] as const;

/** What the page shows: a group for each topic with its ways, the choice about partners, the details, and what was chosen so far. */
export function communicationsView(
  { pages, controller }: Words,
  { found, language, typed, isByLink }: { found: Communications; language: Language; typed: unknown; isByLink: boolean },
) {
  const text = (key: string, values = {}) => pages.text(language, `communications.${key}`, values);
  const now = (value: string) => (isByLink && value !== '' ? text('now', { value }) : '');
  const wanted = typed === undefined ? found.choices : readChoices(typed, found);
  const labelOf = (topic: string) => found.topics.find((one) => one.topic === topic)?.label ?? topic;
  return {
    email: found.email,
    groups: found.topics.map(({ topic, label }, place) => ({
      label,
      ways: MESSAGE_CHANNELS.map((channel) => ({
        id: `want-${place}-${channel}`,
        value: `${channel}|${topic}`,
        label: text(`by.${channel}`),
        isChosen: wanted.some((one) => sameChoice(one, { channel, topic })),
      })),
    })),
    isShared: wanted.some((one) => one.channel === 'partners'),
    phone: typed === undefined ? (isByLink ? '' : found.details.phone) : textField(typed, 'phone'),
    address: typed === undefined ? (isByLink ? '' : found.details.address) : textField(typed, 'address'),
    known: { phone: now(found.details.phone), address: now(found.details.address) },
    history: found.history.map(({ act, channel, topic, how, at }) => ({
      what: `${text(`by.${channel}`)}${channel === 'partners' ? '' : `, ${labelOf(topic)}`}: ${text(`act.${act}`)}`,
      how: text(`way.${how}`),
      at: instantInWords(at, language, controller.timeZone),
    })),
  };
}

/** The sentences of the page that are agreed to by saving it, as one text. */
export function wordsOf({ pages, controller }: Words, language: Language, topics: Communications['topics']): string {
  const sentences = SENTENCES.map((key) => pages.text(language, `communications.${key}`, { company: controller.name }));
  const ways = MESSAGE_CHANNELS.map((channel) => pages.text(language, `communications.by.${channel}`)).join(', ');
  return [...sentences, ways, topics.map(({ label }) => label).join(', ')].join('\n');
}

function readChoices(body: unknown, found: Communications): Choice[] {
  const ticked = new Set(listField(body, 'want'));
  const choices = found.topics.flatMap(({ topic }) =>
    MESSAGE_CHANNELS.filter((channel) => ticked.has(`${channel}|${topic}`)).map((channel): Choice => ({ channel, topic })),
  );
  return textField(body, 'partners') === 'yes' ? [...choices, PARTNERS] : choices;
}

type Read = Pick<NewChoices, 'choices' | 'details'>;

/** What was ticked and typed, or what is missing for it. Through a link a detail that is left empty stays as it is. */
export function choicesTyped(
  body: unknown,
  found: Communications,
  { text, isByLink }: { text: (key: string) => string; isByLink: boolean },
): Read | { problems: Problem[] } {
  const choices = readChoices(body, found);
  const typed = { phone: textField(body, 'phone'), address: textField(body, 'address') };
  const given = Object.entries(typed).filter(([, value]) => !(isByLink && value === ''));
  const details: Partial<ContactDetails> = Object.fromEntries(given);
  const known: ContactDetails = isByLink ? { ...found.details, ...details } : typed;
  const needs = (detail: keyof ContactDetails) => choices.some(({ channel }) => NEEDED_DETAIL[channel] === detail);
  const isTooLong = (detail: keyof ContactDetails) => typed[detail].length > DETAIL_LIMITS[detail];
  const isWrongPhone = typed.phone !== '' && !isPhone(typed.phone);
  const problems: Problem[] = [
    ...((needs('phone') && known.phone === '') || isWrongPhone || isTooLong('phone')
      ? [{ field: 'phone', text: text('communications.errorPhone') }]
      : []),
    ...((needs('address') && known.address === '') || isTooLong('address')
      ? [{ field: 'address', text: text('communications.errorAddress') }]
      : []),
  ];
  return problems.length > 0 ? { problems } : { choices, details };
}
