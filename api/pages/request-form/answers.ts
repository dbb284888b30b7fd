import type { Capacity } from '../../../domain/behalf.js';
import type { Correction } from '../../../domain/request/filing.js';
import type { ObjectionKind, Right } from '../../../domain/request/types.js';

/** What somebody has typed into the form so far. Kept in the session, never in a URL. */
export interface Answers {
  rights?: Right[];
  corrections?: Correction[];
  objectionKind?: ObjectionKind;
  grounds?: string;
  transfer?: 'me' | 'other';
  transferTo?: string;
  details?: string;
  name?: string;
  email?: string;
  behalf?: 'no' | 'yes';
  onBehalfOf?: string;
  capacity?: Capacity;
  personEmail?: string;
  childAge?: string;
  answerTo?: string;
}
