import { Router } from 'express';
import type { ProofVerdict } from '../../../domain/evidence/case-proof.js';
import { evidenceText } from '../../../domain/evidence/present.js';
import type { PageDeps } from '../../deps.js';
import { sendPage } from '../page.js';
import { instantInWords } from '../words.js';
import { frameOf, homeOf, loadCase } from './context.js';

const FAULT_WORDS: Record<Extract<ProofVerdict, { ok: false }>['fault'], string> = {
  shape: 'There is no event at all.',
  gap: 'An event is missing before this one.',
  'link-moved': 'This event does not follow the one before it: something was replaced or inserted.',
  'link-changed': 'This event was changed after it was written.',
  'root-differs': 'The chain is not the one that was signed.',
  'heads-changed': 'The record of what was signed was changed.',
  'root-changed': 'The signed root was changed.',
  'root-signature': 'The signature over the root is not right.',
  'unknown-key': 'The root was signed with a key that is not known.',
};

/** What happened to one case, with the proof that nothing of it was changed, and a file to check that elsewhere. */
export function evidenceRoutes(deps: PageDeps): Router {
  const router = Router();
  router.get('/desk/requests/:reference/evidence', async (req, res) => {
    const { reference, timeZone } = await loadCase(deps, req);
    const [{ proof, verdict }, colleagues] = await Promise.all([deps.evidence.prove(reference), deps.deskTools.colleagues()]);
    const nameOf = (actor: string) => colleagues.find((one) => one.id === actor)?.name ?? '';
    sendPage(deps, req, res, 'desk/evidence', {
      ...frameOf(req, 'cases'),
      title: `Evidence: ${reference}`,
      reference,
      home: homeOf(reference),
      isWhole: verdict.ok,
      fault: verdict.ok ? '' : FAULT_WORDS[verdict.fault],
      faultAt: verdict.ok ? 0 : (verdict.seq ?? 0),
      count: proof.events.length,
      signed: proof.signed && {
        upTo: proof.signed.upTo,
        rest: proof.events.length - proof.signed.upTo,
        root: proof.signed.root.seq,
        hash: proof.signed.root.hash,
        keyId: proof.signed.root.keyId,
        at: instantInWords(proof.signed.root.at, 'en', timeZone),
      },
      events: proof.events.map(({ seq, at, event, actor, role, data, hash, sealedHash }) => ({
        seq,
        text: evidenceText(event as Parameters<typeof evidenceText>[0], data as Parameters<typeof evidenceText>[1], 'en'), // as the chain holds them
        by: nameOf(actor) || role,
        at: instantInWords(at, 'en', timeZone),
        hash: hash.slice(0, 16),
        hasText: sealedHash !== null,
        isSigned: seq <= (proof.signed?.upTo ?? 0),
      })),
    });
  });
  router.get('/desk/requests/:reference/evidence.json', async (req, res) => {
    const { reference } = await loadCase(deps, req);
    const { proof } = await deps.evidence.prove(reference);
    res
      .set('cache-control', 'no-store')
      .attachment(`evidence-${reference}.json`)
      .type('json')
      .send(JSON.stringify(proof, null, 2));
  });
  return router;
}
