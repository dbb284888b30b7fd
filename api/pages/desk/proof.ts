import { Router } from 'express';
import type { ProofVerdict } from '../../../domain/evidence/case-proof.js';
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
export function proofPages(deps: PageDeps): Router {
  const router = Router();
  router.get('/desk/requests/:reference/proof', async (req, res) => {
    const { reference } = await loadCase(deps, req);
    const { proof, verdict } = await deps.evidence.prove(reference);
    const { timeZone } = deps.controller;
    sendPage(deps, req, res, 'desk/proof', {
      ...frameOf(req, 'cases'),
      title: `Proof of ${reference}`,
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
      events: proof.events.map(({ seq, at, event, role, hash, sealedHash }) => ({
        seq,
        event,
        role,
        at: instantInWords(at, 'en', timeZone),
        hash: hash.slice(0, 16),
        hasText: sealedHash !== null,
        isSigned: seq <= (proof.signed?.upTo ?? 0),
      })),
    });
  });
  router.get('/desk/requests/:reference/proof.json', async (req, res) => {
    const { reference } = await loadCase(deps, req);
    const { proof } = await deps.evidence.prove(reference);
    res
      .set('cache-control', 'no-store')
      .attachment(`proof-${reference}.json`)
      .type('json')
      .send(JSON.stringify(proof, null, 2));
  });
  return router;
}
