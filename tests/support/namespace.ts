import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { type TestTemporal, testTemporal } from './temporal.js';

/** A namespace nobody has used: for the product an engine that knows of no case, as after its file was deleted. */
export async function freshNamespace(name: string): Promise<TestTemporal> {
  const { address } = await testTemporal();
  const namespace = `${name}-${process.pid}-${Date.now()}`;
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('3 days') });
    const isKnown = () =>
      connection.workflowService.countWorkflowExecutions({ namespace, query: '' }).then(
        () => true,
        () => false,
      );
    if (!(await waitUntil(isKnown, 30_000))) throw new Error(`the namespace ${namespace} did not come up`);
  } finally {
    await connection.close();
  }
  return { address, namespace };
}
