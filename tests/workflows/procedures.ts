import { randomUUID } from 'node:crypto';
import type { Act, Actor, NewRequest } from '../../domain/request/filing.js';
import { RIGHTS, type Right, type Status } from '../../domain/request/types.js';
import { seedHolder } from '../support/holder.js';
import type { Office } from '../support/office.js';

/** The second pair of eyes: another person than the one who decided. */
export const SECOND: Actor = { id: 'second-person', role: 'staff' };

/** How a case of one right is taken from its receipt to its answer, where the rights differ. */
interface Procedure {
  filing: Partial<NewRequest>;
  /** The least that proves the person; without it the link of the letter does. */
  proof?: Act;
  /** What the record says once the case can be decided, beside its status. */
  plannedBy?: string;
  hearsIssuer?: boolean;
  /** What holds the granted case until somebody carries it out or releases it; nothing does where the machine does all. */
  heldBy: 'package' | 'release' | 'task' | 'nothing';
  releasedBy?: Actor;
  /** The letters of a case that was granted, in their order. */
  letters: readonly string[];
}

/** Every right, as a clerk takes it to its answer. */
export const PROCEDURES = {
  access: { filing: {}, heldBy: 'package', letters: ['ACK', 'ID_REQUEST', 'DISCLOSURE'] },
  rectification: {
    filing: { corrections: [{ record: 'Guild certificate', field: 'trade', proposed: 'Joiner', reason: 'It says Plumber.' }] },
    hearsIssuer: true,
    heldBy: 'task',
    letters: ['ACK', 'ID_REQUEST', 'ISSUER_REQUEST', 'STAFF_TASK', 'RECTIFIED'],
  },
  erasure: {
    filing: {},
    proof: { type: 'identity', level: 'L2', how: 'Answered two questions on the telephone.' },
    plannedBy: 'erasure-planned',
    heldBy: 'release',
    releasedBy: SECOND,
    letters: ['ACK', 'ID_REQUEST', 'ERASED'],
  },
  restriction: { filing: {}, heldBy: 'nothing', letters: ['ACK', 'ID_REQUEST', 'RESTRICTED'] },
  objection: {
    filing: { objection: { kind: 'legitimate_interest', grounds: 'My situation is special.' } },
    heldBy: 'task',
    letters: ['ACK', 'ID_REQUEST', 'STAFF_TASK', 'OBJECTION_UPHELD'],
  },
  portability: { filing: {}, heldBy: 'package', letters: ['ACK', 'ID_REQUEST', 'PORTED'] },
} as const satisfies Record<Right, Procedure>;

const of = (right: Right): Procedure => PROCEDURES[right];

/** One case of a test. */
export interface OneCase {
  right: Right;
  reference: string;
}

/** What every case needs of the registers: the issuer whom a rectification asks. */
export const prepareRegisters = (office: Office) => seedHolder(office.foundation);

/** Files a case of this right for somebody nobody has met. */
export async function fileRight(office: Office, right: Right, options: { leaps?: boolean } = {}): Promise<OneCase> {
  const requester = { name: 'Perdita Farweather', email: `${randomUUID()}@example.org` };
  const { reference } = await office.file({ rights: [right], requester, ...of(right).filing }, options);
  return { right, reference };
}

/** Runs `work` for one case of every right at the same time. */
export function forEveryRight<T>(work: (right: Right) => Promise<T>, rights: readonly Right[] = RIGHTS): Promise<T[]> {
  return Promise.all(rights.map(work));
}

/** Proves the person as the right demands it. */
export async function prove(office: Office, { right, reference }: OneCase): Promise<void> {
  const { proof } = of(right);
  if (proof === undefined) await office.pressLink(reference);
  else await office.act(reference, proof);
}

/** Takes a filed case to this state, by the steps that come before it. */
export async function takeTo(office: Office, one: OneCase, state: 'identity' | 'issuer' | 'deciding'): Promise<OneCase> {
  await office.until(one.reference, 'identity');
  if (state === 'identity') return one;
  await prove(office, one);
  const { hearsIssuer, plannedBy } = of(one.right);
  if (hearsIssuer === true) {
    await office.until(one.reference, 'issuer');
    await office.untilLetter(one.reference, 'ISSUER_REQUEST');
    if (state === 'issuer') return one;
    await office.act(one.reference, { type: 'issuer-decision', verdict: 'approve' });
  }
  await office.until(one.reference, 'deciding');
  if (plannedBy !== undefined) await office.untilEvent(one.reference, plannedBy);
  return one;
}

/** Grants the case; where something holds it then, returns when it is held. */
export async function grant(office: Office, { right, reference }: OneCase): Promise<void> {
  await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'Checked and right.' });
  const { heldBy } = of(right);
  if (heldBy === 'task') await office.untilTask(reference, 'carry-out');
  if (heldBy === 'package') await office.untilEvent(reference, 'package-built');
}

/** Carries a granted case out and returns when it is answered. */
export async function carryOut(office: Office, { right, reference }: OneCase): Promise<void> {
  const { heldBy, releasedBy } = of(right);
  if (heldBy !== 'nothing') await office.act(reference, { type: 'release' }, releasedBy);
  await office.until(reference, 'answered');
}

/** Grants and carries out. */
export async function answer(office: Office, one: OneCase): Promise<void> {
  await grant(office, one);
  await carryOut(office, one);
}

/** The letters of every case by its right, as one value to compare. */
export async function lettersByRight(office: Office, cases: readonly OneCase[]): Promise<Record<string, string[]>> {
  return Object.fromEntries(await Promise.all(cases.map(async ({ right, reference }) => [right, await office.codes(reference)] as const)));
}

/** The states in which a case of this right can stand for longer than a moment, or be found while no worker runs. */
export function statesOf(right: Right): readonly Status[] {
  const heard: readonly Status[] = of(right).hearsIssuer === true ? ['issuer'] : [];
  return ['received', 'acknowledged', 'identity', 'assessing', ...heard, 'deciding', 'clarification', 'fee', 'fulfilling'];
}
