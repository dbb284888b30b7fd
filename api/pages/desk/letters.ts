import { type Request, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import { MAX_NOTE } from '../../../domain/letters/note.js';
import type { ShownLetter } from '../../../domain/letters/shown.js';
import type { Act, Actor } from '../../../domain/request/filing.js';
import { isLetterAct } from '../../../domain/request/letter-acts.js';
import type { PageDeps } from '../../deps.js';
import { accountOf } from '../../middleware/signed-in.js';
import { mayShowPersonalData } from '../../policies/request.js';
import { sendPdf } from '../letter-file.js';
import { type Problem, sendPage, textField } from '../page.js';
import { dayInWords, instantInWords } from '../words.js';
import type { ActField } from './act-form.js';
import { actorOf, homeOf, loadCase } from './context.js';
import { LETTER_STATES } from './words.js';

/** The letters of a case, as they were sent or wait, on a page and on paper. Each look is evidence. */
export function letterPages(deps: PageDeps): Router {
  const router = Router();
  const path = '/desk/requests/:reference/letters/:letter';
  router.get(path, async (req, res) => {
    const actor = requireReader(req);
    const detail = await loadCase(deps, req);
    const letter = await deps.desk.letters.open(detail.reference, idOf(req), actor);
    const item = detail.letters.find(({ id }) => id === req.params.letter);
    const home = homeOf(detail.reference);
    sendPage(deps, req, res, 'desk/letter', {
      layout: 'desk',
      account: accountOf(req),
      section: 'cases',
      mayAct: true,
      title: `${letter.code}: ${detail.reference}`,
      home,
      reference: detail.reference,
      state: item === undefined ? '' : (LETTER_STATES[item.status] ?? item.status),
      at: item === undefined ? '' : instantInWords(item.sentAt ?? item.createdAt, 'en', detail.timeZone),
      pdfUrl: `${home}/letters/${idOf(req)}/pdf`,
      letter: sheetOf(letter),
    });
  });
  router.get(`${path}/pdf`, async (req, res) => {
    const actor = requireReader(req);
    const { reference } = await loadCase(deps, req);
    sendPdf(res, await deps.desk.letters.pdf(reference, idOf(req), actor));
  });
  return router;
}

function requireReader(req: Request): Actor {
  const account = accountOf(req);
  if (mayShowPersonalData(account)) return actorOf(account);
  throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'Auditors see what was done, not about whom.' });
}

const idOf = (req: Request): string => String(req.params.letter);

/** A letter as the page draws it. */
export function sheetOf(letter: ShownLetter) {
  return { ...letter, date: dayInWords(letter.writtenOn, letter.document.language) };
}

/** What staff may add to the letter of an act. */
export const NOTE_FIELD: ActField = {
  name: 'note',
  label: 'Your own words in the letter (optional)',
  hint: `Stands after the opening, as the person will read it; at most ${MAX_NOTE} characters. What the law requires stays in the letter.`,
  kind: 'area',
};

/** An act with the note that was typed, or what is wrong with the note. */
export function withTypedNote(act: Act, body: unknown): { act: Act } | { problems: Problem[] } {
  const note = textField(body, NOTE_FIELD.name);
  if (note === '' || !isLetterAct(act)) return { act };
  if (note.length > MAX_NOTE)
    return { problems: [{ field: NOTE_FIELD.name, text: `At most ${MAX_NOTE} characters; these are ${note.length}` }] };
  return { act: { ...act, note } };
}
