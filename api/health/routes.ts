import { Router } from 'express';

export interface HealthDeps {
  /** Each thing this part cannot work without, asked now. Resolves when it answers. */
  checks: Record<string, () => Promise<unknown>>;
  metrics(): Promise<{ contentType: string; text: string }>;
}

const PATIENCE_MS = 2_000;

/** /healthz: this process lives. /readyz: everything it needs answers and the demo is seeded. /metrics: figures without personal data. */
export function healthRoutes({ checks, metrics }: HealthDeps): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => res.json({ status: 'ok' }));
  router.get('/readyz', async (_req, res) => {
    const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await answers(check)] as const));
    const isReady = results.every(([, isUp]) => isUp);
    if (!isReady) res.set('Retry-After', '2');
    res.status(isReady ? 200 : 503).json({
      status: isReady ? 'ready' : 'not-ready',
      checks: Object.fromEntries(results.map(([name, isUp]) => [name, isUp ? 'ok' : 'away'])),
    });
  });
  router.get('/metrics', async (_req, res) => {
    const { contentType, text } = await metrics();
    res.type(contentType).send(text);
  });
  return router;
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const asked = check().then(
    (answer) => answer !== false,
    () => false,
  );
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
}
