import type { CaseProof, ProofVerdict } from '../../domain/evidence/case-proof.js';
import { type ProofDeps, proveCase } from './case-proof.js';
import { checkProof } from './check-proof.js';

/** The evidence of one case for whoever has to be shown it. */
export interface EvidenceDoor {
  /** Throws NO_SUCH_REQUEST. */
  prove(reference: string): Promise<{ proof: CaseProof; verdict: ProofVerdict }>;
}

export function createEvidenceDoor(deps: ProofDeps): EvidenceDoor {
  return {
    prove: async (reference) => {
      const proof = await proveCase(deps, reference);
      return { proof, verdict: checkProof(proof) };
    },
  };
}
