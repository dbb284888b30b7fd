import { expect, it } from '@jest/globals';
import { createPages } from '../../../adapters/pages/render.js';
import { BUILT_IN_CALENDARS } from '../../../domain/clock/calendars/index.js';
import { LANGUAGES, OUTCOMES, RIGHTS } from '../../../domain/request/types.js';
import { buildDetail, NOW } from '../../../tests/support/page-fakes.js';
import { statusView } from './present.js';

const pages = createPages();

it.each(LANGUAGES)('says in words how every right can end (%s)', (language) => {
  const text = (key: string, values?: Record<string, string | number>) => pages.text(language, key, values);
  const context = { language, now: NOW, text, calendars: BUILT_IN_CALENDARS, isProven: false };
  const ended = RIGHTS.flatMap((right) =>
    OUTCOMES.map((outcome) => {
      const status = ['granted', 'partly-granted', 'refused', 'not-held'].includes(outcome) ? 'answered' : 'closed';
      return statusView(buildDetail({ right, outcome, status }), context).todo;
    }),
  );
  expect(ended.filter((sentence) => sentence.length < 15)).toEqual([]);
  // Forwarded, withdrawn and no reply read alike for all rights; the others do not.
  expect(new Set(ended).size).toBe(RIGHTS.length * 4 + 3);
});
