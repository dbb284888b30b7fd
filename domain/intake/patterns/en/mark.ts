import type { Rule } from '../table.js';

/** English evidence of what a mail is besides a request. */
export const mark: readonly Rule[] = [
  {
    gives: 'other-business',
    weight: 2,
    because: 'thanks for something done',
    insteadOf: ['erasure', 'rectification', 'access', 'restriction', 'objection', 'portability'],
    when: ['thank*|thx for ~2 deleting|removing|erasing|correcting|sending|changing|updating|fixing ~8 {data}'],
  },
  {
    gives: 'reminder',
    weight: 2,
    because: 'says that an answer is missing',
    evenNegated: true,
    when: [
      'not ~3 received ~4 answer|reply|response',
      'no answer|reply|response',
      'contacting you again',
      'admonition',
      'still waiting ~6 answer|reply|response|request',
    ],
  },
  {
    gives: 'reminder',
    weight: 1,
    because: 'refers to an earlier request',
    when: ['i sent you ~3 request', 'i asked you', 'my request|letter|email ~2 of|from|dated', 'month ~4 passed|exceeded|over'],
  },
  {
    gives: 'complaint',
    weight: 2,
    because: 'makes a complaint',
    when: [
      'i ~4 complain',
      'formal complaint',
      'complaint ~3 about|against',
      'hereby ~3 complaint',
      'not happy|comfortable|satisfied ~6 handle*|use|treat*',
    ],
    evenNegated: true,
  },
  {
    gives: 'request-withdrawn',
    weight: 3,
    because: 'takes an earlier request back',
    when: ['withdraw* ~3 {my} ~3 request', 'disregard|ignore|cancel ~2 {my} ~4 request', 'no longer ~4 pursue ~3 request'],
  },
  {
    gives: 'other-business',
    weight: 1,
    because: 'speaks of other business',
    evenNegated: true,
    when: [
      'invoice*|vat',
      'contract|agreement|brochure',
      'price list',
      'where|how ~2 can|do|to|we|i ~2 update|change|edit|modify|correct|subscribe',
      'discount|offer|seo',
      'free audit',
      'unsubscribe here',
      'error|firefox|chrome|cache|cookies|password|login|bug',
      'vacancy|application|cv',
    ],
  },
  {
    gives: 'general-question',
    weight: 2,
    because: 'asks in general',
    when: ['student|thesis|dissertation|survey|journalist', 'general remarks|question|information', 'how many requests'],
  },
];
