import type { ProcessingRecord } from '../../../domain/processing-record.js';
import { recordsPdf } from '../../letters/records-pdf.js';
import { createRetentionDesk } from '../retention/retention-desk.js';
import type { RetentionDeps } from '../retention/schedule.js';
import { createDisclosures } from './disclosures.js';
import { createProcessingRecords } from './processing-records.js';

/** The registers at the desk: records of processing, disclosures, storage periods. */
export function createRegisterDesk(deps: RetentionDeps) {
  const pdf = (records: readonly ProcessingRecord[], writtenOn: string) => recordsPdf(deps.settings.controller, records, writtenOn);
  return {
    records: { ...createProcessingRecords(deps), pdf },
    disclosures: createDisclosures(deps),
    retention: createRetentionDesk(deps),
  };
}
