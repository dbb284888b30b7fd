import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { formatDateInWords } from '../../../../domain/letters/dates.js';
import type { Language } from '../../../../domain/request/types.js';
import { kindOf } from '../../../../domain/seals/kinds.js';
import type { NoticeFacts, SealNoticeCode } from '../../../../domain/seals/notice.js';
import { LOST_DOMAIN_WORDS, NOTICE_READER, proofWords } from '../../../../domain/seals/notices.js';
import { proofOf } from '../member-domains.js';
import type { SealDeps } from '../seal-deps.js';
import { inUnicode, type SealRow } from '../seal-row.js';

interface Parties {
  issuer: string;
  issuer_language: Language;
  issuer_email: string | null;
  member_language: Language;
  member_email: string | null;
  token: string | null;
  rule: 'suspend' | 'warn';
}

/** What a mail says beside what the seal itself says. `key` names the occasion: the same one is told once. */
export interface NoticeOrder {
  code: SealNoticeCode;
  key: string;
  on: Date;
  days?: number;
  url: string;
  /** Another domain that it is about. */
  other?: string;
}

const PARTIES = `SELECT i.name AS issuer, i.language AS issuer_language, i.contact_email AS issuer_email, i.when_domain_lost AS rule, m.language AS member_language,
  m.contact_email AS member_email, d.token FROM issuer i JOIN member m ON m.id = $2 LEFT JOIN member_domain d ON d.member_id = m.id AND d.domain = $3 WHERE i.slug = $1`;

/** Writes a mail about a seal in the transaction of what it tells. Without an address it is put down as not sent, so that it can be seen. */
export async function queueNotice(
  deps: SealDeps,
  client: Pick<PoolClient, 'query'>,
  seal: SealRow,
  order: NoticeOrder,
  now: Date,
): Promise<void> {
  const { rows } = await client.query<Parties>(PARTIES, [seal.issuer_slug, seal.member_id, seal.domain]);
  const [parties] = rows;
  if (parties === undefined) return; // a member under restriction is written to by nobody (GDPR Art. 18)
  const isToMember = NOTICE_READER[order.code] === 'member';
  const language = isToMember ? parties.member_language : parties.issuer_language;
  const hasAddress = (isToMember ? parties.member_email : parties.issuer_email) !== null;
  await client.query(
    `INSERT INTO seal_notice (id, issuer_slug, member_id, seal_id, code, language, facts, dedupe_key, status, problem, not_before, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) ON CONFLICT (dedupe_key) DO NOTHING`,
    [
      uuidv7(),
      seal.issuer_slug,
      isToMember ? seal.member_id : null,
      seal.id,
      order.code,
      language,
      JSON.stringify(factsOf(deps, seal, parties, order, language)),
      order.key,
      hasAddress ? 'queued' : 'failed',
      hasAddress ? null : 'NO_ADDRESS',
      now,
    ],
  );
}

function factsOf(deps: SealDeps, seal: SealRow, parties: Parties, order: NoticeOrder, language: Language): NoticeFacts {
  return {
    issuer: parties.issuer,
    member: seal.member_name,
    seal: kindOf(seal.kind).name[language],
    domain: inUnicode(seal.domain),
    on: formatDateInWords(order.on.toISOString().slice(0, 10), language),
    days: String(order.days ?? ''),
    url: `${deps.settings.publicUrl}${order.url}`,
    other: order.other ?? '',
    problem: LOST_DOMAIN_WORDS[parties.rule][language],
    proof: parties.token === null ? '' : proofWords(language, proofOf({ domain: seal.domain, token: parties.token })),
  };
}
