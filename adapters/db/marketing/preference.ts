import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { NewChoices } from '../../../domain/communications.js';
import { MARKETING_CHANNELS, type SuppressedChannel } from '../../../domain/suppression.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { detailsOf, sealDetails } from './read-communications.js';

const COLUMN = {
  email: 'email',
  sms: 'sms',
  post: 'post',
  telephone: 'telephone',
  partners: 'share_partners',
} as const satisfies Record<SuppressedChannel, string>;

/** Which ways somebody turned on and off; the others stay as they are. */
interface Switches {
  subjectId: string;
  on: readonly SuppressedChannel[];
  off: readonly SuppressedChannel[];
}

export async function setPreference(client: PoolClient, { subjectId, on, off }: Switches, at: Date): Promise<void> {
  const isOn = (channel: SuppressedChannel) => on.includes(channel);
  const sets = MARKETING_CHANNELS.filter((channel) => on.includes(channel) || off.includes(channel)).map(
    (channel) => `${COLUMN[channel]} = ${isOn(channel)}`,
  );
  await client.query(
    `INSERT INTO preference (id, subject_id, email, sms, post, telephone, share_partners, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (subject_id) DO UPDATE SET ${[...sets, 'updated_at = EXCLUDED.updated_at'].join(', ')}`,
    [uuidv7(), subjectId, ...MARKETING_CHANNELS.map(isOn), at],
  );
}

/** Details that were left empty stay as they are; who signed in sees them and can empty them. */
export async function keepDetails(
  { vault }: Pick<DeskDeps, 'vault'>,
  client: PoolClient,
  subjectId: string,
  details: NewChoices['details'],
): Promise<void> {
  if (Object.keys(details).length === 0) return;
  const next = { ...(await detailsOf(client, vault, subjectId)), ...details };
  await client.query('UPDATE preference SET sealed_contact = $2 WHERE subject_id = $1', [
    subjectId,
    await sealDetails(vault, subjectId, next),
  ]);
}
