import { afterAll, beforeAll, describe } from '@jest/globals';
import { openClerk } from '../support/clerk.js';
import { prepareInstallation } from '../support/installation.js';
import { browserPath, openChromium } from '../support/journey.js';
import { auditorJourney } from './whole/auditor-journey.js';
import { examples } from './whole/examples.js';
import { feeJourney } from './whole/fee-journey.js';
import { formJourney } from './whole/form-journey.js';
import { languageJourney } from './whole/language-journey.js';
import { memberJourney } from './whole/member-journey.js';
import { supervised } from './whole/supervised.js';
import type { Whole } from './whole/whole.js';

const hasBrowser = browserPath() !== undefined;
const MINUTES = 60_000;

describe('a whole installation, started as a person starts it', () => {
  let running: Whole | undefined;
  const whole = () => {
    if (running === undefined) throw new Error('it did not start');
    return running;
  };

  beforeAll(async () => {
    const installation = await prepareInstallation();
    const supervisor = await installation.start();
    await installation.untilReady(3 * MINUTES);
    running = {
      installation,
      supervisor,
      clerk: await openClerk(installation),
      browser: hasBrowser ? await openChromium() : undefined,
      base: `http://127.0.0.1:${installation.port}`,
    };
  }, 6 * MINUTES);
  afterAll(async () => {
    await running?.browser?.close();
    await running?.clerk.close();
    await running?.installation.remove();
  }, MINUTES);

  const inBrowser = hasBrowser ? describe : describe.skip;
  inBrowser('a request by form, from the first page to the file in hand (needs Chromium)', () => formJourney(whole));
  inBrowser('a fee, from its notice to the payment (needs Chromium)', () => feeJourney(whole));
  inBrowser('a request in German and French (needs Chromium)', () => languageJourney(whole));
  inBrowser('a member and its issuer put an address right (needs Chromium)', () => memberJourney(whole));
  inBrowser('an auditor proves what happened to one request (needs Chromium)', () => auditorJourney(whole));
  describe('the examples of the typed client', () => examples(whole));
  describe('npm start', () => supervised(whole));
});
