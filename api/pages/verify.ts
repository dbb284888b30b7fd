import { Router } from 'express';
import type { Language } from '../../domain/request/types.js';
import type { PageDeps, SealDirectory } from '../deps.js';
import { languageOf, sendPage } from './page.js';
import { dayInWords, instantInWords } from './words.js';

const DOMAIN = /^(?=.{4,253}$)([a-z0-9](-*[a-z0-9])*\.)+[a-z]{2,}$/;

type FoundSeal = Awaited<ReturnType<SealDirectory['findByDomain']>>[number];

/** "Verify a seal" by the domain that shows it: what the register says at this moment. */
export function verifyPages(deps: PageDeps): Router {
  const router = Router();
  router.get('/verify', async (req, res) => {
    const language = languageOf(req);
    const text = (key: string, values?: Record<string, string>) => deps.pages.text(language, key, values);
    const asked = typeof req.query.domain === 'string' ? req.query.domain.trim() : undefined;
    const base = { title: text('verify.title'), backHref: '/', domain: asked ?? '', asked: false, seals: [], checked: '' };
    if (asked === undefined) return sendPage(deps, req, res, 'verify', base);
    const domain = hostOf(asked);
    if (!domain) return sendPage(deps, req, res, 'verify', { ...base, problems: [{ field: 'domain', text: text('verify.error') }] });
    const found = await deps.seals.findByDomain(domain);
    const seals = found.map((seal) => sealView(seal, deps.now(), language, text));
    const checked = text('verify.checked', { time: instantInWords(deps.now(), language, deps.controller.timeZone) });
    sendPage(deps, req, res, 'verify', { ...base, domain, asked: true, seals, checked });
  });
  return router;
}

/** The bare host of what was typed: a domain or a whole address. Undefined where it is neither. */
function hostOf(typed: string): string | undefined {
  const url = typed.includes('://') ? typed : `https://${typed}`;
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
  return DOMAIN.test(host) ? host : undefined;
}

function sealView(seal: FoundSeal, now: Date, language: Language, text: (key: string, values?: Record<string, string>) => string) {
  const status =
    seal.status === 'active' ? (seal.validUntil <= now ? 'expired' : seal.validFrom > now ? 'not-yet-valid' : 'active') : seal.status;
  const isValid = status === 'active';
  return {
    urgency: isValid ? 'calm' : status === 'suspended' || status === 'superseded' || status === 'not-yet-valid' ? 'held' : 'late',
    headline: text(isValid ? 'verify.confirms' : 'verify.not', { issuer: seal.issuer, member: seal.member, kind: seal.kind }),
    state: text(`verify.state.${status}`),
    until: text('verify.until', { date: dayInWords(seal.validUntil.toISOString().slice(0, 10), language) }),
  };
}
