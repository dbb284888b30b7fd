import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { DeskDeps } from '../requests/desk-deps.js';

/** Where the signing secret of a recipient's webhook is sealed, with the master key. */
export const SECRET_CONTEXT = 'recipient.sealedSecret';

/** How a recipient can be told: by a signed webhook, else by mail, else only by a person. */
export type Contact = { channel: 'webhook'; url: string; sealedSecret: Buffer } | { channel: 'mail'; email: string } | { channel: 'none' };

/** A recipient as the operator entered it. */
export interface KnownRecipient {
  name: string;
  email: string | null;
  webhookUrl: string | null;
}

interface RecipientRow {
  name: string;
  email: string | null;
  webhook_url: string | null;
  sealed_secret: Buffer | null;
}

/**
 * Enters how a recipient is told, or changes it. With a webhook it answers a fresh signing secret (Standard Webhooks, `whsec_…`), which
 * is shown this once. Throws RECIPIENT_INVALID (invalid).
 */
export async function addRecipient(
  { pool, vault, settings }: Pick<DeskDeps, 'pool' | 'vault' | 'settings'>,
  { name, email, webhookUrl }: { name: string; email?: string; webhookUrl?: string },
): Promise<{ name: string; secret: string | null }> {
  if (email === undefined && webhookUrl === undefined) throw invalid('Give an e-mail address or a webhook address.');
  if (name.trim() === '') throw invalid('Give the name of the recipient as it stands in the disclosure register.');
  if (webhookUrl !== undefined && !mayBePostedTo(webhookUrl, settings.outboundAllowedHosts ?? []))
    throw invalid('The webhook must be an https address.');
  const secret = webhookUrl === undefined ? null : `whsec_${randomBytes(32).toString('base64')}`;
  await pool.query(
    `INSERT INTO recipient (name, email, webhook_url, sealed_secret) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name) DO UPDATE SET email = EXCLUDED.email, webhook_url = EXCLUDED.webhook_url, sealed_secret = EXCLUDED.sealed_secret`,
    [name, email ?? null, webhookUrl ?? null, secret === null ? null : vault.sealMaster(secret, SECRET_CONTEXT)],
  );
  return { name, secret };
}

/** Everybody whose way of being told is known, by name. */
export async function listRecipients(pool: Pool): Promise<KnownRecipient[]> {
  const { rows } = await pool.query<RecipientRow>('SELECT name, email, webhook_url, sealed_secret FROM recipient ORDER BY name');
  return rows.map(({ name, email, webhook_url }) => ({ name, email, webhookUrl: webhook_url }));
}

/** How each of these is told. An issuer is told at the address we ask it at, unless something else was entered. */
export async function contactsOf(client: Pick<PoolClient, 'query'>, names: readonly string[]): Promise<Map<string, Contact>> {
  const known = await client.query<RecipientRow>(
    `SELECT n.name, coalesce(r.email, i.contact_email) AS email, r.webhook_url, r.sealed_secret FROM unnest($1::text[]) AS n(name)
     LEFT JOIN recipient r ON r.name = n.name LEFT JOIN LATERAL (SELECT contact_email FROM issuer WHERE issuer.name = n.name LIMIT 1) i ON true`,
    [names],
  );
  return new Map(known.rows.map((row) => [row.name, contactOf(row)]));
}

function contactOf({ email, webhook_url, sealed_secret }: RecipientRow): Contact {
  if (webhook_url !== null && sealed_secret !== null) return { channel: 'webhook', url: webhook_url, sealedSecret: sealed_secret };
  return email === null ? { channel: 'none' } : { channel: 'mail', email };
}

function mayBePostedTo(url: string, allowedHosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && allowedHosts.includes(host));
}

function invalid(detail: string): DomainError {
  return new DomainError({ code: 'RECIPIENT_INVALID', kind: 'invalid', detail });
}
