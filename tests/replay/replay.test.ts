import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { createPayloadCodec } from '../../adapters/temporal/codec.js';
import { RIGHTS } from '../../domain/request/types.js';
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

const ALTERATIONS: readonly (readonly [what: string, alter: (json: string) => string])[] = [
  ['another step', (json) => json.replace('"name": "acknowledge"', '"name": "askIdentity"')],
  ['one step done twice instead of another', (json) => json.replaceAll('"name": "finishSearch"', '"name": "startSearch"')],
];

describe('cases that began under earlier code', () => {
  it.each(files)('go on under this code: %s', (file) => replay(read(file)), 60_000);

  it('are there for every procedure', () => {
    const covered = new Set(files.map((file) => file.replace('.json', '').split('-').at(-1)));
    expect([...covered].sort()).toEqual(Object.keys(workflows).sort());
  });

  it.each(RIGHTS.flatMap((right) => ALTERATIONS.map(([what, alter]) => [right, what, alter] as const)))(
    'a history of %s with %s is refused, so that these tests can fail',
    async (right, _what, alter) => {
      const history = read(files.find((file) => file.startsWith(`${right}-answered`)) ?? '');
      const altered = alter(history);
      expect(altered).not.toBe(history);
      await expect(replay(altered)).rejects.toThrow(DeterminismViolationError);
    },
    60_000,
  );
});
