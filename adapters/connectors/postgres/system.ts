import type { Description } from '../../../domain/collection/description.js';
import type { ErasureJournal } from '../erasure-journal.js';
import type { KeyedHash } from './masker.js';
import type { SessionLimits } from './session.js';

/** What changing a described database stands on; without it the connector only reads. */
export interface Writing {
  hash: KeyedHash;
  journal: ErasureJournal;
}

/** A PostgreSQL database that a Fideslang dataset file describes. `url` holds credentials and never leaves this connector. */
export interface DescribedDatabase {
  name: string;
  url: string;
  description: Description;
  limits?: Partial<SessionLimits>;
  writing?: Writing;
}
