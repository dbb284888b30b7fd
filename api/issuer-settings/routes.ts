import { Router } from 'express';
import { requireActor } from '../middleware/authenticate.js';
import { read } from '../middleware/validate.js';
import type { IssuerSettingsDesk } from '../seal-desks.js';
import { slugOf } from '../seals/routes.js';
import { settingsChange } from './schema.js';

/** /api/v1/issuer: what an issuer decides about its own seals. */
export function issuerSettingsRoutes({ issuerSettings }: { issuerSettings: IssuerSettingsDesk }): Router {
  const router = Router();
  router.get('/issuer', async (_req, res) => {
    const actor = requireActor(res, ['issuer']);
    res.json(await issuerSettings.find(slugOf(actor)));
  });
  router.patch('/issuer', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    const { covers, letterhead, ...change } = read(settingsChange, req.body);
    const more = {
      ...(covers === undefined ? {} : { covers: given(covers) }),
      ...(letterhead === undefined ? {} : { letterhead: given(letterhead) }),
    };
    res.json(await issuerSettings.change(slugOf(actor), { ...given(change), ...more }));
  });
  return router;
}

/** Without what was left out. */
const given = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }; // only undefined members are gone
