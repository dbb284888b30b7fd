import { setTimeout as sleep } from 'node:timers/promises';
import { gather } from '../../db/mails/gather.js';
import { placeStoredMails } from '../../db/mails/place-mail.js';
import type { PlacedKind, ReadMail } from '../../db/mails/placing.js';
import { claimMails, postponeMail, type StoredMail } from '../../db/mails/stored-mail.js';
import type { DeskDeps } from '../../db/requests/desk-deps.js';
import { type MailTrust, readAlmostNothing, readMail } from './read-mail.js';

/** After this many tries a mail is placed by its sender alone, into triage. */
const TRIES_BEFORE_MINIMAL = 5;
/** At most this many are placed in one transaction. */
const TOGETHER = 16;
/** How long more may gather after several were placed together. */
const PAUSE_MS = 40;
const IDLE_MS = 500;
/** What may wait in memory to be placed; beyond it senders wait for their answer. */
const MAX_WAITING = 64;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** Turns stored mails into cases, at once and again later where that failed. */
export interface MailProcessor {
  /** Takes a mail that was just stored, with its bytes where they are at hand, when there is room; what fails stays on record. */
  place(stored: StoredMail, raw?: Buffer): Promise<void>;
  /** Takes up what others left, until told to stop. */
  run(signal: AbortSignal): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** What the processor stands on. `onTrouble` hears of each try that failed; never with personal data. */
export interface ProcessorDeps {
  desk: DeskDeps;
  trust: MailTrust;
  concurrency?: number;
  onPlaced(kind: PlacedKind): void;
  onTrouble(error: unknown): void;
}

async function readOne({ desk, trust }: ProcessorDeps, stored: StoredMail, given: Buffer | undefined): Promise<ReadMail> {
  const raw = given ?? (await desk.blobs.read(stored.blobId));
  return stored.attempts > TRIES_BEFORE_MINIMAL ? readAlmostNothing(stored, raw) : readMail(stored, raw, trust);
}

/** Runs at most `limit` at a time, the others in their order. */
function createGate(limit: number) {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return work().finally(() => {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    });
  };
}

/** Makes a processor. Several may run in several processes: each mail is placed once. */
export function createMailProcessor(deps: ProcessorDeps): MailProcessor {
  const pass = createGate(deps.concurrency ?? 4);
  const place = gather((mails: readonly ReadMail[]) => placeStoredMails(deps.desk, mails), {
    most: TOGETHER,
    pauseMs: PAUSE_MS,
    keyOf: ({ sender }) => sender,
  });
  const underWay = new Set<Promise<void>>();
  let waitingBytes = 0;

  async function attempt(stored: StoredMail, raw?: Buffer): Promise<void> {
    try {
      const result = await place(await pass(() => readOne(deps, stored, raw)));
      if (result.status === 'rejected') throw result.reason;
      deps.onPlaced(result.value);
    } catch (error) {
      deps.onTrouble(error);
      await postponeMail(deps.desk, stored).catch(deps.onTrouble); // its lease ends by itself
    }
  }

  async function takeUp(): Promise<number> {
    const mails = await claimMails(deps.desk, 8);
    await Promise.all(mails.map((mail) => attempt(mail)));
    return mails.length;
  }

  return {
    async place(stored, raw) {
      const heldBytes = raw?.length ?? 0;
      while (underWay.size >= MAX_WAITING || waitingBytes + heldBytes > MAX_WAITING_BYTES) await Promise.race(underWay);
      waitingBytes += heldBytes;
      const work = attempt(stored, raw).finally(() => {
        waitingBytes -= heldBytes;
        underWay.delete(work);
      });
      underWay.add(work);
    },
    async run(signal) {
      while (!signal.aborted) {
        const taken = await takeUp().catch((error: unknown) => {
          deps.onTrouble(error);
          return 0;
        });
        if (taken === 0) await sleep(IDLE_MS, undefined, { signal }).catch(() => undefined); // woken to stop
      }
    },
    idle: async () => void (await Promise.all(underWay)),
  };
}
