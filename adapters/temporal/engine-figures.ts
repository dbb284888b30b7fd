import type { Client } from '@temporalio/client';

/** How the workflows are, as the engine counts them. */
export interface EngineFigures {
  running: number;
  /** Ended by an error, a limit of time, or a person: none of them should. */
  broken: number;
  /** Running, but the engine cannot go on with them: their code does something else than it did. */
  stuck: number;
}

const QUERIES = {
  running: 'ExecutionStatus = "Running"',
  broken: 'ExecutionStatus IN ("Failed", "TimedOut", "Terminated")',
  stuck: 'ExecutionStatus = "Running" AND TemporalReportedProblems IN ("category=WorkflowTaskFailed", "category=WorkflowTaskTimedOut")',
} as const satisfies Record<keyof EngineFigures, string>;

/** Counts the workflows. Throws when the engine is away. */
export async function readEngineFigures(client: Client): Promise<EngineFigures> {
  const count = async (query: string) => (await client.workflow.count(query)).count;
  const [running, broken, stuck] = await Promise.all([count(QUERIES.running), count(QUERIES.broken), count(QUERIES.stuck)]);
  return { running, broken, stuck };
}
