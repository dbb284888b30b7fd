/** The processes of an installation that say how they are. `checkout` is the demo's own and says nothing. */
export const PARTS = ['api', 'worker', 'mailroom', 'seals'] as const;
export type Part = (typeof PARTS)[number];

/** From the most silent to the most talkative, as LOG_LEVEL names them. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A process of ours and when it was last heard of. */
export interface PartPulse {
  id: string;
  part: string;
  version: string;
  startedAt: Date;
  seenAt: Date;
  logLevel: string;
  /** What it could not do at once and tried again, since its start. */
  troubles: number;
}

/** How much a part is to log, and until when. `setBy` is the id of an account, or `command-line`. */
export interface LogWish {
  part: Part;
  level: LogLevel;
  untilAt: Date;
  setBy: string;
}

/** What waits and what went wrong, in numbers. Ages in seconds, 0 where nothing waits. */
export interface OperationFigures {
  open: number;
  dueToday: number;
  dueWithin7Days: number;
  overdue: number;
  triage: number;
  outboxEntries: number;
  outboxAgeSeconds: number;
  lettersQueued: number;
  lettersQueuedAgeSeconds: number;
  lettersFailed: number;
  mailsWaiting: number;
  mailsWaitingAgeSeconds: number;
  rootAgeSeconds: number;
}

/** A process is heard of every few seconds; one that was not for this long is taken for lost. */
const LOST_AFTER_MS = 30_000;

export type Health = 'well' | 'watch' | 'ill';

/** Something the operator is told, from the figures. `code` names its sentence. */
export interface Finding {
  code: keyof typeof LIMITS | 'part-lost';
  health: Exclude<Health, 'well'>;
  value: number;
  part?: string;
}

/** From which value on a figure is worth a look, and from which something is broken. The alerts file uses the same numbers. */
export const LIMITS = {
  'outbox-late': { figure: 'outboxAgeSeconds', watch: 60, ill: 300 },
  'letters-late': { figure: 'lettersQueuedAgeSeconds', watch: 120, ill: 900 },
  'letters-failed': { figure: 'lettersFailed', watch: 1, ill: 50 },
  'mails-late': { figure: 'mailsWaitingAgeSeconds', watch: 120, ill: 900 },
  'root-late': { figure: 'rootAgeSeconds', watch: 180, ill: 900 },
  'requests-overdue': { figure: 'overdue', watch: 1, ill: Number.POSITIVE_INFINITY },
} as const satisfies Record<string, { figure: keyof OperationFigures; watch: number; ill: number }>;

const CODES = Object.keys(LIMITS) as (keyof typeof LIMITS)[]; // the keys of a literal

/** What is not as it should be, worst first. `expected` are the parts that have to run somewhere. */
export function findingsOf(
  figures: OperationFigures,
  pulses: readonly PartPulse[],
  { expected, now }: { expected: readonly Part[]; now: Date },
): Finding[] {
  const isHeard = (part: Part) => pulses.some((pulse) => pulse.part === part && now.getTime() - pulse.seenAt.getTime() <= LOST_AFTER_MS);
  const lost = expected.filter((part) => !isHeard(part)).map((part): Finding => ({ code: 'part-lost', health: 'ill', value: 0, part }));
  const beyond = CODES.flatMap((code): Finding[] => {
    const { figure, watch, ill } = LIMITS[code];
    const value = figures[figure];
    if (value < watch) return [];
    return [{ code, health: value >= ill ? 'ill' : 'watch', value }];
  });
  return [...lost, ...beyond].toSorted((a, b) => Number(b.health === 'ill') - Number(a.health === 'ill'));
}

/** The worst of the findings. */
export function healthOf(findings: readonly Finding[]): Health {
  return findings.some(({ health }) => health === 'ill') ? 'ill' : findings.length > 0 ? 'watch' : 'well';
}

/** Whether a process is taken for lost. */
export const isLost = ({ seenAt }: Pick<PartPulse, 'seenAt'>, now: Date): boolean => now.getTime() - seenAt.getTime() > LOST_AFTER_MS;
