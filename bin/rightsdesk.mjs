// The command line: sets the checkout up if that is still to be done, then runs bin/rightsdesk.ts.
import { setUpAndRun } from './bootstrap.mjs';

await setUpAndRun(new URL('./rightsdesk.ts', import.meta.url).href);
