import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { TOTP } from 'otpauth';
import { type Browser, chromium, type Page } from 'playwright-core';
import { waitUntil } from '../../adapters/embedded/wait.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a browser for tests is installed; undefined where there is none. */
export const browserPath = (): string | undefined => CHROMIUM.find((path) => existsSync(path));

/** Opens Chromium without its own background traffic. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
}

/** A sign-in of the demo, as demo.json of the home holds it. */
export interface DemoSignIn {
  role: string;
  email: string;
  password: string;
  totpSecret: string;
}

/** A caught mail as /dev/mail/{id} tells it. */
export interface CaughtMail {
  text: string;
  links: string[];
  headers: Record<string, string>;
}

/** A person at a browser: `findings` collects what axe says of every page seen, `foreign` every call to another origin. */
export function openJourney(base: string, page: Page, withAxe = true) {
  const foreign: string[] = [];
  const findings: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) foreign.push(request.url());
  });

  /** Runs axe on the page shown; findings are collected as `page: rule`. */
  async function look(): Promise<void> {
    if (!withAxe) return;
    // In the page itself, which has no frames of others: the other way opens a second page for every look.
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .options({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })
      .analyze();
    findings.push(
      ...violations.map((violation) => `${new URL(page.url()).pathname.slice(0, 30)}: ${violation.id} ${violation.nodes[0]?.html ?? ''}`),
    );
  }

  const go = async (path: string) => {
    await page.goto(path.startsWith('http') ? path : base + path);
    await look();
  };
  const press = async (name: string | RegExp) => {
    const target = page.getByRole('button', { name }).or(page.getByRole('link', { name })).first();
    await Promise.all([page.waitForEvent('load'), target.click()]);
    await look();
  };
  return { page, foreign, findings, go, press };
}
export type Journey = ReturnType<typeof openJourney>;

/** Fills in the form as a stranger and returns the reference of the done page. */
export async function fileAccessByForm({ page, go, press }: Journey, who: { name: string; email: string }): Promise<string> {
  await go('/');
  await press('Ask for something about your data');
  await page.getByLabel('Show me what you hold about me').check();
  await press('Continue');
  await press('Continue');
  await page.getByLabel('Full name').fill(who.name);
  await press('Continue');
  await page.getByLabel('E-mail address').fill(who.email);
  await press('Continue');
  await page.getByLabel('No, for myself').check();
  await press('Continue');
  await press('Send');
  return (await page.locator('.reference').first().innerText()).trim();
}

/** The newest caught mail to an address that carries this letter code; waits for it. Who gets mail about many cases names the case. */
export async function waitForMail(base: string, to: string, letter: string, reference?: string): Promise<CaughtMail> {
  let found: CaughtMail | undefined;
  const read = async <T>(path: string): Promise<T> =>
    (await (await fetch(base + path, { headers: { accept: 'application/json' } })).json()) as T;
  await waitUntil(async () => {
    const { items } = await read<{ items: { id: string }[] }>(`/dev/mail?to=${encodeURIComponent(to)}`);
    for (const { id } of items) {
      const mail = await read<CaughtMail>(`/dev/mail/${id}`);
      const isOfCase = reference === undefined || mail.headers['x-rightsdesk-reference'] === reference;
      if (mail.headers['x-rightsdesk-letter'] === letter && isOfCase) {
        found = mail;
        return true;
      }
    }
    return false;
  }, 60_000);
  if (found === undefined) throw new Error(`no ${letter} came`);
  return found;
}

/** The first link of a mail with this beginning of its path. */
export function linkOf(mail: CaughtMail, path: string): string {
  const link = mail.links.find((one) => new URL(one).pathname.startsWith(path));
  if (link === undefined) throw new Error(`no link ${path} in ${mail.headers['x-rightsdesk-letter']}`);
  return link;
}

/** Signs in as staff with password and one-time code. */
export async function signIn({ page, go, press }: Journey, account: DemoSignIn): Promise<void> {
  await go('/sign-in');
  await page.locator('main input[type=email]').fill(account.email);
  await page.locator('main input[type=password]').fill(account.password);
  await press('Sign in');
  await page.locator('input[autocomplete=one-time-code]').fill(new TOTP({ secret: account.totpSecret }).generate());
  await press('Go on');
}

/** Reloads the page until it shows the text. */
export async function untilShown({ page }: Journey, text: string | RegExp, timeoutMs = 90_000): Promise<boolean> {
  return waitUntil(async () => {
    await page.reload();
    return (await page.getByText(text).count()) > 0;
  }, timeoutMs);
}
