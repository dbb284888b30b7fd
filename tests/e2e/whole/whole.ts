import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Clerk } from '../../support/clerk.js';
import type { Installation } from '../../support/installation.js';
import { type DemoSignIn, type Journey, openJourney } from '../../support/journey.js';

/** The one installation that the tests of this folder share, one after the other: to start and seed it takes longer than most of them. */
export interface Whole {
  installation: Installation;
  supervisor: ChildProcess;
  clerk: Clerk;
  /** Undefined where no Chromium is installed. */
  browser: Browser | undefined;
  base: string;
}

/** A person at a new browser; axe itself is a script, so that without scripts the pages are only walked through. */
export async function openPerson({ browser, base }: Whole, javaScriptEnabled: boolean): Promise<Journey> {
  if (browser === undefined) throw new Error('no browser');
  return openJourney(base, await (await browser.newContext({ javaScriptEnabled })).newPage(), javaScriptEnabled);
}

/** The demo's sign-in of a role. */
export function demoAccount({ installation }: Whole, role: string): DemoSignIn {
  const accounts: DemoSignIn[] = JSON.parse(readFileSync(join(installation.home, 'demo.json'), 'utf8'));
  const account = accounts.find((one) => one.role === role);
  if (account === undefined) throw new Error(`the demo has no ${role} account`);
  return account;
}
