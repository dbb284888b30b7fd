/** What the checked-in histories are encrypted with. They hold ids of invented cases and nothing else. */
export const HISTORY_KEY = Buffer.alloc(32, 5).toString('base64');
