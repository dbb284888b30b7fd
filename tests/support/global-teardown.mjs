import { tsImport } from 'tsx/esm/api';

/** Jest calls this once at the end: the last run of the checkout stops the shared servers. */
export default async function globalTeardown() {
  const { leaveRun, withLock } = await tsImport('./shared-folder.ts', import.meta.url);
  const { stopSharedServers } = await tsImport('./servers.ts', import.meta.url);
  await withLock('run', async () => {
    if (leaveRun()) await stopSharedServers();
  });
}
