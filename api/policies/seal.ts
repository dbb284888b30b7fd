import type { Role } from '../../domain/request/types.js';

/** Who reads seals and members over the wire: the issuer its own, those of the desk all. */
export const SEAL_READERS: readonly Role[] = ['issuer', 'staff', 'dpo', 'auditor', 'operator'];
