import { Router } from 'express';
import { evidenceText } from '../../../domain/evidence/present.js';
import type { PageDeps } from '../../deps.js';
import { sendPage } from '../page.js';
import { instantInWords } from '../words.js';
import { frameOf, homeOf, loadCase } from './context.js';

/** The evidence of a case, recomputed while it is read: for whoever has to prove what happened. No free text, nobody's data. */
export function evidenceRoutes(deps: PageDeps): Router {
  return Router().get('/desk/requests/:reference/evidence', async (req, res) => {
    const { reference, id, timeZone } = await loadCase(deps, req);
    const [chain, colleagues] = await Promise.all([deps.deskTools.evidence(id), deps.deskTools.colleagues()]);
    const nameOf = (actor: string) => colleagues.find((one) => one.id === actor)?.name ?? '';
    const last = chain.links.at(-1);
    sendPage(deps, req, res, 'desk/evidence', {
      ...frameOf(req, 'cases'),
      title: `Evidence: ${reference}`,
      home: homeOf(reference),
      reference,
      isUnbroken: chain.isUnbroken,
      countWords: chain.links.length === 1 ? '1 entry' : `${chain.links.length} entries`,
      lastHash: last?.hash ?? '',
      rooted: chain.rootedSeq === null ? '' : String(chain.rootedSeq),
      links: chain.links.map(({ seq, at, event, actor, role, data, hash, holds }) => ({
        seq,
        at: instantInWords(at, 'en', timeZone),
        text: evidenceText(event as Parameters<typeof evidenceText>[0], data as Parameters<typeof evidenceText>[1], 'en'), // as the chain holds them
        by: nameOf(actor) || role,
        hash,
        short: hash.slice(0, 12),
        holds,
      })),
    });
  });
}
