import { expect, it } from '@jest/globals';
import { linkOf, openJourney, signIn, waitForMail } from '../../support/journey.js';
import { demoAccount, openPerson, type Whole } from './whole.js';

const MINUTES = 60_000;
const PHONE = { width: 390, height: 844 };

/** A member puts right what its certificate says; its issuer approves from the mail, on a phone. */
export function memberJourney(whole: () => Whole): void {
  it(
    'from the page of the member over the phone of the issuer to the corrected page',
    async () => {
      const { base, browser, clerk } = whole();
      const member = await openPerson(whole(), true);
      await signIn(member, demoAccount(whole(), 'member'));
      await member.go('/member/organisation');
      await member.page.locator('input[name=field][value=address]').check();
      await member.page.locator('[name=proposed]').fill('9 New Quay, Bristol BS1 6UZ');
      await member.page.locator('[name=why]').fill('We moved on 1 November.');
      await member.page.locator('form[action$="/corrections"] button').last().click();
      await member.page.waitForLoadState();
      const reference = /RR-\d{4}-[0-9A-Z]{6}/.exec(await member.page.content())?.[0] ?? '';
      expect(reference).not.toBe('');

      await clerk.until(reference, 'issuer', 'identity', 'assessing');
      if ((await clerk.status(reference)) === 'identity')
        await clerk.call('POST', `/api/v1/requests/${reference}/identity`, { level: 'L2', how: 'Signed in as the member.' });
      await clerk.until(reference, 'issuer');
      const asked = await waitForMail(base, 'registry@harbour-institute.example', 'ISSUER_REQUEST', reference);
      const context = await browser?.newContext({ viewport: PHONE, isMobile: true, hasTouch: true });
      if (context === undefined) throw new Error('no browser');
      const issuer = openJourney(base, await context.newPage());
      await issuer.go(linkOf(asked, '/issuer/link/'));
      expect(await issuer.page.content()).toContain('9 New Quay');
      expect(await issuer.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      await issuer.page.getByLabel('Approve', { exact: false }).first().check();
      await issuer.press('Send the answer');
      expect(await issuer.page.getByText('Thank you').count()).toBeGreaterThan(0);

      await clerk.until(reference, 'deciding');
      await clerk.call('POST', `/api/v1/requests/${reference}/decision`, { outcome: 'granted', reasons: 'The issuer confirmed it.' });
      await clerk.until(reference, 'answered');
      await member.go('/member/organisation');
      expect(await member.page.content()).toContain('9 New Quay');
      expect([...member.findings, ...issuer.findings]).toEqual([]);
      expect([...member.foreign, ...issuer.foreign]).toEqual([]);
    },
    4 * MINUTES,
  );
}
