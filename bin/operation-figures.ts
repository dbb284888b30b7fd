import { Gauge, type Registry } from 'prom-client';
import { type OperationDeps, readOperationFigures } from '../adapters/db/operation/figures.js';
import type { OperationFigures } from '../domain/operation.js';

/** Every figure of the database as it is named at /metrics. docker/monitoring draws and alerts on these names; a test compares them. */
const NAMES: Record<keyof OperationFigures, readonly [name: string, help: string]> = {
  open: ['rightsdesk_requests_open', 'Cases neither answered nor closed.'],
  dueToday: ['rightsdesk_requests_due_today', 'Open cases due today whose time has not expired.'],
  dueWithin7Days: ['rightsdesk_requests_due_within_7_days', 'Open cases due today or in the seven days after whose time has not expired.'],
  overdue: ['rightsdesk_requests_overdue', 'Open cases whose legal time has expired.'],
  triage: ['rightsdesk_requests_triage', 'Cases that a person must read first.'],
  outboxEntries: ['rightsdesk_outbox_entries', 'Work that follows committed changes and was not done yet.'],
  outboxAgeSeconds: ['rightsdesk_outbox_age_seconds', 'Age of the oldest work not yet followed.'],
  lettersQueued: ['rightsdesk_letters_queued', 'Letters written and not yet sent.'],
  lettersQueuedAgeSeconds: ['rightsdesk_letters_queued_age_seconds', 'Age of the oldest letter not yet sent.'],
  lettersFailed: ['rightsdesk_letters_failed', 'Letters of the last seven days that could not be sent.'],
  mailsWaiting: ['rightsdesk_mails_waiting', 'Mails stored and not yet placed.'],
  mailsWaitingAgeSeconds: ['rightsdesk_mails_waiting_age_seconds', 'Age of the oldest mail not yet placed.'],
  rootAgeSeconds: [
    'rightsdesk_evidence_root_age_seconds',
    'How long the oldest evidence without a signed root waits for one; also counts once the hourly root is late.',
  ],
};

const FRESH_MS = 1_000;

/** Puts the figures of the database into a registry; one reading of /metrics asks the database once. */
export function registerOperationFigures(registry: Registry, deps: OperationDeps): void {
  let read: { at: number; figures: Promise<OperationFigures> } | undefined;
  const figures = () => {
    if (read === undefined || Date.now() - read.at > FRESH_MS) read = { at: Date.now(), figures: readOperationFigures(deps) };
    return read.figures;
  };
  for (const [key, [name, help]] of Object.entries(NAMES) as [keyof OperationFigures, (typeof NAMES)[keyof OperationFigures]][])
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set((await figures())[key]);
      },
    });
}
