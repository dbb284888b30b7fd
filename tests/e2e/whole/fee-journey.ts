import { expect, it } from '@jest/globals';
import { linkOf, signIn, untilShown, waitForMail } from '../../support/journey.js';
import { IS_LONG_RUN } from '../../support/long-run.js';
import { demoAccount, openPerson, type Whole } from './whole.js';

const MINUTES = 60_000;
const EMAIL = 'fee-payer@example.com';

/** A person who pays a fee: proposed on the desk's page, approved by a second person, paid on the hosted page of the stand-in. */
export function feeJourney(whole: () => Whole): void {
  it.each(IS_LONG_RUN ? [true, false] : [false])(
    'with scripts: %s',
    async (javaScriptEnabled) => {
      const { base, clerk, installation } = whole();
      const email = `${javaScriptEnabled}-${EMAIL}`;
      const reference = await clerk.file({ requester: { name: 'Erin Payer', email } });
      await clerk.until(reference, 'identity');
      await clerk.call('POST', `/api/v1/requests/${reference}/identity`, { level: 'L1', how: 'Known to us.' });
      await clerk.until(reference, 'deciding');

      const staff = await openPerson(whole(), javaScriptEnabled);
      await signIn(staff, demoAccount(whole(), 'staff'));
      await staff.go(`/desk/requests/${reference}/acts/fee`);
      await staff.page.getByLabel(/Manifestly unfounded or excessive \(/).check();
      await staff.page.locator('#amount').fill('12.50');
      await staff.page.getByLabel('Profit (not allowed)').check();
      await staff.page.locator('#calculation').fill('One hour at 12.50.');
      await staff.page.locator('#evidence').fill('The same request every day of the last month.');
      await staff.press('Ask for a fee');
      expect(await staff.page.content()).toContain('no profit');
      await staff.page.getByLabel('Profit (not allowed)').uncheck();
      await staff.press('Ask for a fee');
      const same = { ground: 'unfounded-or-excessive', amountMinor: 1250, currency: 'GBP', calculation: 'One hour at 12.50.' };
      const approved = await clerk.call('POST', `/api/v1/requests/${reference}/fee`, same);
      expect(approved.status).toBe(200);

      const person = await openPerson(whole(), javaScriptEnabled);
      const notice = await waitForMail(base, email, 'FEE_NOTICE');
      await person.go(notice.links.find((link) => link.endsWith('/fee')) ?? linkOf(notice, '/status/'));
      expect(await person.page.content()).toContain('£12.50');
      await person.press('Go and pay £12.50');
      expect(person.page.url()).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${installation.port + 10}/pay/`));
      await person.press(/^Pay/);
      expect(person.page.url()).toContain(`/status/${reference}/`);
      expect(await untilShown(person, 'The fee is paid.')).toBe(true);
      await clerk.until(reference, 'deciding');

      expect([...person.findings, ...staff.findings]).toEqual([]);
      // The only page elsewhere is the hosted one that the person went to by themselves.
      expect(person.foreign.filter((url) => !new URL(url).pathname.startsWith('/pay/') && !url.endsWith('/favicon.ico'))).toEqual([]);
    },
    6 * MINUTES,
  );
}
