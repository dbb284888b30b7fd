import { domainToUnicode } from 'node:url';
import type { SaidElsewhere, Verification } from '../../adapters/seals/verify/verifier.js';
import type { Language } from '../../domain/request/types.js';
import { kindOf, statedSentence } from '../../domain/seals/kinds.js';
import { REASON_TEXTS } from '../../domain/seals/reason-texts.js';
import type { ShelvedSeal } from '../../domain/seals/shelf.js';
import type { Verdict } from '../../domain/seals/verdict.js';
import { dayInWords, instantInWords } from '../pages/words.js';

/** How a verdict looks: the whole page takes its colour. */
const URGENCY = {
  valid: 'calm',
  suspended: 'held',
  superseded: 'held',
  'not-yet-valid': 'held',
  revoked: 'late',
  expired: 'late',
  'wrong-domain': 'late',
  invalid: 'late',
  unknown: 'late',
} as const satisfies Record<Verdict, string>;

/** The verdict as machines read it. */
export function verificationBody({ verdict, reasons, seal, said }: Verification, now: Date) {
  return {
    verdict,
    reasons: reasons.map((code) => ({ code, text: REASON_TEXTS.en[code] })),
    checkedAt: now.toISOString(),
    ...(seal === undefined ? {} : { seal: sealBody(seal) }),
    ...(said !== undefined && reasons.includes('SIGNATURE_HOLDS') ? { otherIssuer: said.issuer } : {}),
  };
}

function sealBody({ statement, status, supersededBy, hasCredential }: ShelvedSeal) {
  const { sealId, issuer, member, kind, domain, states, validFrom, validUntil, verifyUrl, licenceNumber } = statement;
  return {
    id: sealId,
    status,
    kind,
    member: member.name,
    domain,
    validFrom,
    validUntil,
    verifyUrl,
    states,
    issuer: { name: issuer.name, url: issuer.url, did: issuer.did },
    ...(licenceNumber === undefined ? {} : { licenceNumber }),
    ...(supersededBy === null ? {} : { supersededBy: verifyUrl.replace(sealId, supersededBy) }),
    ...(hasCredential ? { statusLists: [statement.status.revocation.listUrl, statement.status.suspension.listUrl] } : {}),
  };
}

type Text = (key: string, values?: Record<string, string>) => string;

/** What the page of one seal, or of one verification, shows. */
export function verdictView(
  { verdict, reasons, seal, said }: Verification,
  { now, language, timeZone, text, dayCode }: { now: Date; language: Language; timeZone: string; text: Text; dayCode?: string },
) {
  const isValid = verdict === 'valid';
  // What another issuer says is not ours to vouch for: the page takes no colour that says so.
  const isElsewhere = isValid && seal === undefined;
  return {
    verdict,
    urgency: isElsewhere ? 'held' : URGENCY[verdict],
    isValid,
    mark: isValid ? '✓' : '✕',
    word: text(isElsewhere ? 'elsewhere.word' : `verify.verdict.${verdict}`),
    plain: text(isElsewhere ? 'elsewhere.plain' : `verify.plain.${verdict}`),
    checked: text('verify.checked', { time: instantInWords(now, language, timeZone) }),
    reasons: reasons.map((code) => REASON_TEXTS[language][code]),
    seal: seal === undefined ? null : sealView(seal, { isValid, language, text }),
    dayCode: dayCode === undefined ? null : { code: dayCode, day: dayInWords(now.toISOString().slice(0, 10), language) },
    said: said === undefined || said.issuer === '' ? null : saidView(said, { isValid, text }),
  };
}

/** Who another issuer is as far as it is proven, before any name it gives itself. */
function saidView({ issuer, host, callsIssuer, name, domains }: SaidElsewhere, { isValid, text }: { isValid: boolean; text: Text }) {
  const signed = host === undefined ? 'elsewhere.byKey' : 'elsewhere.byHost';
  return {
    lead: text(isValid ? signed : 'verify.said', { issuer: host ?? issuer }),
    calls: callsIssuer === '' ? '' : text('elsewhere.calls', { name: callsIssuer }),
    name,
    domains: domains.join(', '),
  };
}

function sealView(
  { statement, supersededBy, hasCredential }: ShelvedSeal,
  { isValid, language, text }: { isValid: boolean; language: Language; text: Text },
) {
  const { issuer, member, domain, kind, sealId, licenceNumber, validFrom, validUntil } = statement;
  const day = (instant: string) => dayInWords(instant.slice(0, 10), language);
  return {
    id: sealId,
    issuer: issuer.name,
    issuerUrl: issuer.url,
    lead: text(isValid ? 'verify.confirms' : 'verify.not', { issuer: issuer.name }),
    states: statedSentence(kindOf(kind), language, { member: member.name, issuer: issuer.name }),
    kind: kindOf(kind).name[language],
    member: member.name,
    domain,
    domainInLetters: domain.includes('xn--') ? domainToUnicode(domain) : '',
    licenceNumber: licenceNumber ?? '',
    since: day(validFrom),
    until: day(validUntil),
    newer: supersededBy === null ? '' : `/verify/${supersededBy}`,
    hasCredential,
  };
}
