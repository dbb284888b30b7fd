import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { createPayloadCodec } from '../../adapters/temporal/codec.js';
import * as workflows from '../../workflows/index.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import { testWorkflowBundle } from '../support/workflow-bundle.js';
import { HISTORY_KEY } from './key.js';

const folder = join('tests', 'replay', 'histories');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

async function replay(json: string): Promise<void> {
  quietRuntime();
  const options = {
    workflowBundle: { codePath: await testWorkflowBundle() },
    dataConverter: { payloadCodecs: [createPayloadCodec(HISTORY_KEY)] },
  };
  await Worker.runReplayHistory(options, historyFromJSON(JSON.parse(json)), 'replayed');
}

describe('cases that began under earlier code', () => {
  it.each(files)('go on under this code: %s', (file) => replay(read(file)), 60_000);

  it('are there for every procedure', () => {
    const covered = new Set(files.map((file) => file.replace('.json', '').split('-').at(-1)));
    expect([...covered].sort()).toEqual(Object.keys(workflows).sort());
  });

  it.each([
    ['another step', (json: string) => json.replace('"name": "acknowledge"', '"name": "askIdentity"')],
    ['a step fewer', (json: string) => json.replaceAll('"name": "finishSearch"', '"name": "startSearch"')],
  ])(
    'a history with %s is refused, so that these tests can fail',
    async (_what, alter) => {
      const history = read(files.find((file) => file.startsWith('access-answered')) ?? '');
      const altered = alter(history);
      expect(altered).not.toBe(history);
      await expect(replay(altered)).rejects.toThrow(DeterminismViolationError);
    },
    60_000,
  );
});
