import type { PageDeps } from '../../api/deps.js';
import { createFakeDeskTools } from './fake-desk-tools.js';
import type { Office } from './office.js';
import { buildPageApp } from './page-app.js';
import { openBrowser } from './page-browser.js';
import { buildPageDeps } from './page-fakes.js';

const ADDRESS = '@desk.example';

/** The pages over the desk of an office: a real record, a real engine and the legal time of the office. Held acts are done at once. */
export function openOfficePages(office: Office, over: Partial<PageDeps> = {}) {
  const base = buildPageDeps();
  const app = buildPageApp({
    ...base,
    desk: office.desk,
    deskTools: createFakeDeskTools(office.desk),
    now: () => office.foundation.now(),
    accounts: {
      ...base.accounts,
      checkPassword: async (email) => ({ accountId: `staff-${email.replace(ADDRESS, '')}`, needsCode: true }),
      find: async (accountId) => ({ accountId, name: accountId, role: 'staff' }),
      emailOf: async () => `somebody${ADDRESS}`,
    },
    ...over,
  });
  return {
    /** Somebody from outside. */
    person: () => openBrowser(app),
    /** A browser in which this person of the desk is signed in. */
    async staff(name: string) {
      const browser = openBrowser(app);
      await browser.send('/sign-in', { email: `${name}${ADDRESS}`, password: 'correct' });
      await browser.send('/sign-in/code', { code: '123456' });
      return browser;
    },
  };
}
