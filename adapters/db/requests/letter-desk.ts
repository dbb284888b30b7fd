import { DomainError } from '../../../domain/errors.js';
import type { LetterFacts } from '../../../domain/letters/facts.js';
import { withoutKeysIn } from '../../../domain/letters/keys.js';
import type { LetterItem, ShownLetter } from '../../../domain/letters/shown.js';
import type { Act, Actor } from '../../../domain/request/filing.js';
import { type KeptLetter, letterPdf, showLetter } from '../../letters/show.js';
import { requireCase } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { previewAct } from './preview-act.js';
import { recordTransition } from './transition.js';

interface LetterRow {
  id: string;
  code: string;
  subject_id: string;
  audience: LetterItem['audience'];
  sealed_facts: Buffer;
  sealed_rendered: Buffer | null;
}

interface Opened {
  code: string;
  facts: LetterFacts;
  kept: KeptLetter | undefined;
}

/** Reading letters: those of a case as they were sent, and those an act would write. A look by staff is evidence (RULEBOOK section 7). */
export function createLetterDesk(deps: DeskDeps) {
  return {
    /** As it was sent or waits; of this case only. Throws DomainError missing. */
    open: async (reference: string, letterId: string, actor: Actor): Promise<ShownLetter> => {
      const { facts, kept } = await openLetter(deps, reference, letterId, actor);
      const letter = showLetter(facts, kept);
      return actor.role === 'requester' ? letter : withoutKeysIn(letter);
    },
    /** The same as a tagged PDF; its name says nothing about a person. */
    pdf: async (reference: string, letterId: string, actor: Actor): Promise<{ content: Buffer; filename: string }> => {
      const { code, facts, kept } = await openLetter(deps, reference, letterId, actor);
      const isOwn = actor.role === 'requester';
      const content = await (isOwn ? letterPdf(facts, kept) : letterPdf(facts, withoutKeysIn(showLetter(facts, kept))));
      return { content, filename: filenameOf(facts.reference, code) };
    },
    /** The letters an act would write; nothing of the act is recorded. Throws the 409 of the act. */
    preview: async (reference: string, act: Act, actor: Actor): Promise<ShownLetter[]> => {
      const letters = await previewAct(deps, reference, act, actor);
      await recordLook(deps, reference, actor, letters.length);
      return letters.map((facts) => withoutKeysIn(showLetter(facts)));
    },
    /** One of them on paper. */
    previewPdf: async (reference: string, act: Act, actor: Actor, index: number): Promise<{ content: Buffer; filename: string }> => {
      const facts = (await previewAct(deps, reference, act, actor))[index];
      if (facts === undefined) throw noSuchLetter();
      await recordLook(deps, reference, actor, 1);
      return {
        content: await letterPdf(facts, withoutKeysIn(showLetter(facts))),
        filename: filenameOf(facts.reference, `preview-${facts.code}`),
      };
    },
  };
}

const filenameOf = (reference: string, code: string): string => `${reference}-${code}.pdf`;

/** The letter of this case. Its person sees what was written to them, and nothing else. */
async function openLetter(deps: DeskDeps, reference: string, letterId: string, actor: Actor): Promise<Opened> {
  const { id } = await requireCase(deps.pool, { reference });
  const { rows } = await deps.pool.query<LetterRow>(
    'SELECT id, code, subject_id, audience, sealed_facts, sealed_rendered FROM letter WHERE request_id = $1 AND id::text = $2',
    [id, letterId],
  );
  const row = rows[0];
  if (row === undefined || (actor.role === 'requester' && row.audience !== 'requester')) throw noSuchLetter();
  const [facts, kept] = await Promise.all([
    deps.vault.open<LetterFacts>(row.subject_id, row.sealed_facts, 'letter.sealedFacts'),
    row.sealed_rendered === null ? undefined : deps.vault.open<KeptLetter>(row.subject_id, row.sealed_rendered, 'letter.sealedRendered'),
  ]);
  if (facts === undefined)
    throw new DomainError({
      code: 'DATA_ERASED',
      kind: 'missing',
      detail: 'The data of this person were erased, and the letter with them.',
    });
  await recordLook(deps, reference, actor, 1);
  return { code: row.code, facts, kept };
}

async function recordLook(deps: DeskDeps, reference: string, actor: Actor, itemCount: number): Promise<void> {
  if (actor.role === 'requester' || itemCount === 0) return;
  await recordTransition(deps, { reference }, actor, () => ({
    facts: [{ event: 'personal-data-shown', data: { what: 'letter', itemCount } }],
  }));
}

function noSuchLetter(): DomainError {
  return new DomainError({ code: 'NO_SUCH_LETTER', kind: 'missing', detail: 'There is no such letter in this case.' });
}
