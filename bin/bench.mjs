// `npm run bench`: sets the checkout up, then measures every figure of the README (bench/run.ts).
import { setUpAndRun } from './bootstrap.mjs';

await setUpAndRun(new URL('../bench/run.ts', import.meta.url).href);
