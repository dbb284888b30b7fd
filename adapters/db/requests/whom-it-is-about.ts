import type { NewRequest } from '../../../domain/request/filing.js';
import type { DeskDeps } from './desk-deps.js';

/** The address that the person's data stand under: whoever asks for another is not the one whose data are looked for. */
export function personIndexOf(deps: Pick<DeskDeps, 'vault'>, { onBehalfOf, behalf, requester }: NewRequest): Buffer | undefined {
  const address = isForAnother({ onBehalfOf }) ? personEmailOf({ behalf, requester }) : requester.email;
  return address === undefined ? undefined : deps.vault.blindIndex(address);
}

/** An officer is known by the own mailbox; it leads to the organisation. */
export const personEmailOf = ({ behalf, requester }: Pick<NewRequest, 'behalf' | 'requester'>): string | undefined =>
  behalf?.email ?? (behalf?.capacity === 'organisation' ? requester.email : undefined);

/** Whether somebody else is asked for. */
export const isForAnother = ({ onBehalfOf }: Pick<NewRequest, 'onBehalfOf'>): boolean => (onBehalfOf ?? '').trim() !== '';
