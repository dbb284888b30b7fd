import { TestWorkflowEnvironment } from '@temporalio/testing';

/** Run as a program with a folder and a version: has the SDK download that version of the Temporal CLI into the folder. */
const [, , downloadDir, version] = process.argv;
if (!downloadDir || !version) throw new Error('usage: temporal-download FOLDER VERSION');
const server = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir, version } } });
await server.teardown();
