import type { RequestListener } from 'node:http';
import request, { type Test } from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';

/** A browser without scripts: keeps cookies, reads the form token of the page it is on and sends forms with it. */
export function openBrowser(app: RequestListener) {
  const agent: TestAgent = request.agent(app);
  return {
    agent,
    get: (path: string): Test => agent.get(path).set('accept', 'text/html'),
    /** Loads `page`, then sends its form to `action` (the page itself by default). */
    async send(page: string, fields: Record<string, string | string[]>, action = page) {
      const shown = await agent.get(page).set('accept', 'text/html');
      const token = /name="_csrf" value="([^"]+)"/.exec(shown.text)?.[1] ?? '';
      return agent
        .post(action)
        .type('form')
        .send({ _csrf: token, ...fields });
    },
  };
}

/** Signs the browser in as the staff account of the fakes. */
export async function signInAsStaff(browser: ReturnType<typeof openBrowser>): Promise<void> {
  await browser.send('/sign-in', { email: 'staff@example.com', password: 'correct' });
  await browser.send('/sign-in/code', { code: '123456' });
}
