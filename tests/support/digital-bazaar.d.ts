// The parts that tests and benches use of the implementations which check ours.

declare module '@digitalbazaar/vc' {
  interface Result {
    verified: boolean;
    error?: { message: string; errors?: Error[] };
    statusResult?: { verified: boolean; results?: { verified: boolean; status: boolean }[] };
  }
  export function verifyCredential(options: object): Promise<Result>;
  export function issue(options: object): Promise<object>;
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: object);
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object;
}

declare module '@digitalbazaar/vc-bitstring-status-list' {
  export function checkStatus(
    options: object,
  ): Promise<{ verified: boolean; results?: { verified: boolean; status: boolean }[]; error?: Error }>;
}

declare module '@digitalbazaar/ed25519-multikey' {
  export function generate(options: object): Promise<{ signer(): object; id: string }>;
}
