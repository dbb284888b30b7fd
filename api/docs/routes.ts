import express, { Router } from 'express';
import { openApiDocument } from '../openapi.js';

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>API · Rightsdesk</title>
<link rel="icon" href="/static/mark.svg" type="image/svg+xml"><link rel="stylesheet" href="/docs/swagger-ui.css"><link rel="stylesheet" href="/static/styles.css"></head>
<body class="docs"><header class="masthead"><a class="masthead-name" href="/">Rightsdesk</a></header><main id="swagger"></main>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/static/js/docs.js"></script></body></html>`;

/** /openapi.json and its page /docs: the library's page in our frame, all of it from this origin. */
export function docsRoutes({ publicUrl, swaggerFolder }: { publicUrl: string; swaggerFolder: string }): Router {
  const router = Router();
  const document = openApiDocument(publicUrl);
  router.get('/openapi.json', (_req, res) => res.json(document));
  router.get('/docs', (_req, res) => {
    // swagger-ui writes style attributes; they are allowed here and on no page that shows anybody's data.
    res.set(
      'Content-Security-Policy',
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    );
    res.type('html').send(PAGE);
  });
  router.use('/docs', express.static(swaggerFolder, { index: false, maxAge: '1d' }));
  return router;
}
