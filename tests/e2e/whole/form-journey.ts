import { statSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { fileAccessByForm, linkOf, signIn, untilShown, waitForMail } from '../../support/journey.js';
import { IS_LONG_RUN } from '../../support/long-run.js';
import { demoAccount, openPerson, type Whole } from './whole.js';

const MINUTES = 60_000;

/** The newcomer's path, from the first page to the file in hand, each page looked at by axe; in the long run also without scripts (the tests of each page are without in every run). */
export function formJourney(whole: () => Whole): void {
  it.each(IS_LONG_RUN ? [true, false] : [true])(
    'with scripts: %s',
    async (javaScriptEnabled) => {
      const { base } = whole();
      const person = await openPerson(whole(), javaScriptEnabled);
      const email = `journey-${javaScriptEnabled}@example.com`;
      const reference = await fileAccessByForm(person, { name: 'Erin Journey', email });
      expect(reference).toMatch(/^RR-\d{4}-[0-9A-Z]{6}$/);
      await waitForMail(base, email, 'ACK');

      const asked = await waitForMail(base, email, 'ID_REQUEST');
      await person.go(linkOf(asked, '/link/'));
      await person.press('Yes, it is me');
      expect(person.page.url()).toContain(`/status/${reference}/`);

      const staff = await openPerson(whole(), javaScriptEnabled);
      await signIn(staff, demoAccount(whole(), 'staff'));
      const home = `/desk/requests/${reference}`;
      await staff.go(home);
      expect(await staff.page.content()).not.toContain(email);
      expect(await untilShown(staff, 'It waits for a decision')).toBe(true);
      await staff.press('Show personal data');
      expect(await staff.page.content()).toContain(email);

      await staff.go(`${home}/acts/decision`);
      await staff.page.getByLabel('Granted', { exact: true }).check();
      await staff.page.getByLabel('Reasons').fill('All that is held is in the file.');
      await staff.press('Decide');
      expect(await untilShown(staff, 'waits to be released')).toBe(true);
      await staff.go(`${home}/acts/release`);
      await staff.page.locator('#confirm').fill(reference.slice(-6));
      await staff.press('Release the answer');

      const answer = await waitForMail(base, email, 'DISCLOSURE');
      await person.go(linkOf(answer, '/link/'));
      await person.press('Open my answer');
      const [file] = await Promise.all([
        person.page.waitForEvent('download'),
        person.page.getByRole('link', { name: 'Download the file' }).click(),
      ]);
      expect(statSync(await file.path()).size).toBeGreaterThan(1000);

      expect([...person.findings, ...staff.findings]).toEqual([]);
      expect([...person.foreign, ...staff.foreign]).toEqual([]);
    },
    6 * MINUTES,
  );
}
