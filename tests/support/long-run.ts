import { describe, it } from '@jest/globals';

/** `npm run test:long`: also what takes too long for every run, and more of what is tried by number. */
export const IS_LONG_RUN = process.env.RIGHTSDESK_LONG_TESTS === '1';
/** For the long run alone; says in the ordinary one that it was left out. */
export const describeInLongRun = IS_LONG_RUN ? describe : describe.skip;
export const itInLongRun = IS_LONG_RUN ? it : it.skip;
