import { Router } from 'express';
import type { PageDeps } from '../../../deps.js';
import { disclosurePages } from './disclosures.js';
import { recordPages } from './records.js';
import { retentionPages } from './retention.js';

/** The registers of the desk: what is processed, where it comes from, who received it, how long it stays. */
export const registerPages = (deps: PageDeps): Router => Router().use(recordPages(deps), disclosurePages(deps), retentionPages(deps));
