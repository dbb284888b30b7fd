/** One event of a case as a proof holds it. Free text is left out; its hash stands for it. Hashes in hex, instants ISO 8601 in UTC. */
export interface ProvenEvent {
  seq: number;
  at: string;
  event: string;
  actor: string;
  role: string;
  data: unknown;
  sealedHash: string | null;
  prevHash: string;
  hash: string;
}

/** The signed root, with the public key that made it (base64 SPKI) and its signature in base64. */
export interface ProvenRoot {
  seq: number;
  at: string;
  headCount: number;
  root: string;
  prevHash: string;
  hash: string;
  keyId: string;
  signature: string;
  publicKey: string;
}

/**
 * Everything that somebody without our database needs to see that one case happened as recorded: its chain, and the way from the end of
 * the chain to a signed root: the ends in its bucket, the hashes of all buckets, the root. Other cases are uuids and hashes.
 */
export interface CaseProof {
  format: 'rightsdesk-proof-1';
  reference: string;
  requestId: string;
  madeAt: string;
  events: ProvenEvent[];
  /** Null until the first root after the case began; at most a minute. */
  signed: {
    /** The last event that the root covers. */
    upTo: number;
    bucket: number;
    heads: { requestId: string; seq: number; hash: string }[];
    buckets: { bucket: number; count: number; hash: string }[];
    root: ProvenRoot;
  } | null;
}

export type ProofFault =
  | 'shape'
  | 'gap'
  | 'link-moved'
  | 'link-changed'
  | 'root-differs'
  | 'heads-changed'
  | 'root-changed'
  | 'root-signature'
  | 'unknown-key';

/** What a check of a proof found; `seq` is the event that is wrong. */
export type ProofVerdict = { ok: true; events: number; signedUpTo: number } | { ok: false; fault: ProofFault; seq?: number };
