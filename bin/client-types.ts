import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../api/openapi.js';

/** Where the types of the wire stand. */
export const CLIENT_TYPES = fileURLToPath(new URL('../client/wire.ts', import.meta.url));

const HEAD = '// Made from /openapi.json by `node --import tsx bin/client-types.ts`; a test compares them.\n\n';

/** The types of every call of the wire, as TypeScript. */
export async function clientTypes(): Promise<string> {
  const document = JSON.stringify(openApiDocument('http://127.0.0.1:3000'));
  return HEAD + astToString(await openapiTS(document, { exportType: true }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await clientTypes();
  if (readFileSync(CLIENT_TYPES, 'utf8') !== text) writeFileSync(CLIENT_TYPES, text);
}
