import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Run as a program with a file name: writes the workflow bundle that TEMPORAL_WORKFLOW_BUNDLE names in production. */
const [, , file] = process.argv;
if (!file) throw new Error('usage: bundle FILE');
const compiled = fileURLToPath(new URL('../workflows/index.js', import.meta.url));
const workflowsPath = existsSync(compiled) ? compiled : compiled.replace(/\.js$/, '.ts');
const { code } = await bundleWorkflowCode({ workflowsPath });
const fresh = `${file}.${process.pid}`;
writeFileSync(fresh, code);
renameSync(fresh, file); // nobody sees half a bundle
