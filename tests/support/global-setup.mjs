import { tsImport } from 'tsx/esm/api';

/** Jest calls this once. Servers start when the first test asks for one; here the run only says that it is there. */
export default async function globalSetup() {
  const { joinRun } = await tsImport('./shared-folder.ts', import.meta.url);
  joinRun();
}
