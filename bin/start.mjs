// The whole of `npm start`: sets the checkout up with nothing but Node, then becomes the supervisor.
import { setUpAndRun } from './bootstrap.mjs';

await setUpAndRun(new URL('./start.ts', import.meta.url).href);
