import type { Pool } from 'pg';
import type { CalendarBook } from '../../../domain/clock/calendar.js';
import type { ControllerBlock } from '../../../domain/letters/facts.js';
import type { Jurisdiction } from '../../../domain/request/types.js';
import type { Vault } from '../../crypto/vault.js';
import type { BlobStore } from '../../storage/blob-store.js';

/** A place where the controller acts: it decides law, holidays and time zone of a request. */
export interface Establishment {
  jurisdiction: Jurisdiction;
  calendar: string;
  timeZone: string;
  name: string;
}

/** Who the controller is and where it can be reached. */
export interface ControllerSettings {
  publicUrl: string;
  /** The mailbox people write to; letters come from it. */
  mailbox: string;
  /** Where warnings to staff go. */
  staffMailbox: string;
  controller: ControllerBlock;
  /** Fees can be paid by card on a hosted page. */
  takesCards?: boolean;
  establishments: readonly Establishment[];
  /** Servers named by others that may be reached although private, as host:port. */
  outboundAllowedHosts?: readonly string[];
}

/** What everything about requests stands on. */
export interface DeskDeps {
  pool: Pool;
  vault: Vault;
  blobs: BlobStore;
  calendars: CalendarBook;
  settings: ControllerSettings;
  now(): Date;
}
