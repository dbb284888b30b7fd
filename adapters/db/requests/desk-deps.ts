import type { Pool } from 'pg';
import type { CalendarBook } from '../../../domain/clock/calendar.js';
import type { ControllerBlock } from '../../../domain/letters/common-facts.js';
import type { Jurisdiction } from '../../../domain/request/types.js';
import type { Vault } from '../../crypto/vault.js';
import type { PaymentProvider } from '../../payments/provider.js';
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
  establishments: readonly Establishment[];
  /** How long backups of the described systems are kept, for the letter of an erasure. */
  backupsKeptDays?: number;
  /** Servers named by others that may be reached although private, as host:port. */
  outboundAllowedHosts?: readonly string[];
  /** Origins whose packages are taken without approval by staff. */
  portabilitySenders?: readonly string[];
}

/** What everything about requests stands on. */
export interface DeskDeps {
  pool: Pool;
  vault: Vault;
  blobs: BlobStore;
  calendars: CalendarBook;
  settings: ControllerSettings;
  /** Takes fees by card on a page of its own; without it they are paid by bank transfer. */
  payments?: PaymentProvider;
  now(): Date;
}
