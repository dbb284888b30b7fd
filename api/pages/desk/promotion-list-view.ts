import {
  LIST_COLUMNS,
  LIST_LIMITS,
  type ListChannel,
  type ListEvent,
  type ListStatus,
  type ListText,
  type ListView,
} from '../../../domain/promotion-list.js';
import { type Problem, textField } from '../page.js';
import { count, instantInWords } from '../words.js';

export const CHANNEL_WORDS = {
  sms: 'SMS',
  post: 'Post',
  telephone: 'Telephone',
  partners: 'Partners',
} as const satisfies Record<ListChannel, string>;

const STATES = {
  draft: { kind: 'held', word: 'draft' },
  proposed: { kind: 'soon', word: 'waits for a second person' },
  released: { kind: 'calm', word: 'released' },
} as const satisfies Record<ListStatus, { kind: string; word: string }>;

const EVENTS = {
  written: 'Written',
  proposed: 'A second person was asked to release it',
  declined: 'Sent back',
  released: 'Released',
  fetched: 'Fetched',
} as const satisfies Record<ListEvent, string>;

interface ListChoice {
  channel: ListChannel;
  topic: string;
  reached: number;
}

/** One way and topic to choose, as a line. */
export function choiceWords({ channel, topic, reached }: ListChoice) {
  const what = channel === 'partners' ? 'who may be told of' : topic;
  return { value: `${channel}|${topic}`, label: `${CHANNEL_WORDS[channel]}: ${what} (${reached})` };
}

/** What was typed, or what is wrong with it. */
export function readList(body: unknown, choices: readonly ListChoice[]): { list: ListText } | { problems: Problem[] } {
  const chosen = choices.find((choice) => choiceWords(choice).value === textField(body, 'what'));
  const [purpose, recipient] = [textField(body, 'purpose'), textField(body, 'recipient')];
  const isLine = (text: string, longest: number) => text !== '' && text.length <= longest && !/[\r\n]/.test(text);
  const problems: Problem[] = [
    ...(chosen === undefined ? [{ field: 'what', text: 'Choose the way and the topic' }] : []),
    ...(isLine(purpose, LIST_LIMITS.purpose) ? [] : [{ field: 'purpose', text: 'Say in one line what it is for' }]),
    ...(isLine(recipient, LIST_LIMITS.recipient) ? [] : [{ field: 'recipient', text: 'Name who gets the file' }]),
  ];
  if (chosen === undefined || problems.length > 0) return { problems };
  return { list: { channel: chosen.channel, topic: chosen.topic, purpose, recipient } };
}

/** One line of the list of lists. */
export function listRow({ id, channel, purpose, recipient, status, createdAt, releasedAt }: ListView, timeZone: string) {
  return {
    href: `/desk/lists/${id}`,
    purpose,
    channel: CHANNEL_WORDS[channel],
    recipient,
    state: STATES[status],
    at: instantInWords(releasedAt ?? createdAt, 'en', timeZone),
  };
}

/** A list with what is in it and its log; `names` are those who did each step. */
export function listView(list: ListView, { names, timeZone }: { names: readonly string[]; timeZone: string }) {
  const { channel, topic, purpose, recipient, status, reached, log } = list;
  return {
    purpose,
    recipient,
    channel: CHANNEL_WORDS[channel],
    topic: channel === 'partners' ? 'sharing with partners' : topic,
    state: STATES[status],
    reached,
    people: reached === 1 ? '1 person' : `${reached.toLocaleString('en-GB')} people`,
    columns: LIST_COLUMNS[channel].join(', '),
    log: log
      .map(({ event, at, rowCount }, n) => ({
        what: `${EVENTS[event]}${rowCount === null ? '' : `: ${count(rowCount, 'row')}`}`,
        who: names[n] ?? '',
        at: instantInWords(at, 'en', timeZone),
      }))
      .reverse(),
  };
}
