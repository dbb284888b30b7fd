import { Router } from 'express';
import type { DomainError } from '../../../domain/errors.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { dayInWords } from '../words.js';
import { frameOf, requireActor } from './context.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Who of the desk is away and who stands in: the deputy finds the other's cases among the own ones meanwhile. */
export function absenceRoutes(deps: PageDeps): Router {
  const router = Router();
  const show: (req: Parameters<typeof frameOf>[0], problems?: Problem[]) => Promise<object> = async (req, problems = []) => {
    const { accountId } = accountOf(req);
    const [absences, colleagues] = await Promise.all([deps.deskTools.absences.list(), deps.deskTools.colleagues()]);
    const nameOf = (id: string) => colleagues.find((one) => one.id === id)?.name ?? 'a former colleague';
    const typed = (name: string) => textField(req.body, name);
    return {
      problems,
      fields: { fromOn: typed('fromOn'), untilOn: typed('untilOn') },
      deputies: colleagues
        .filter(({ id }) => id !== accountId)
        .map(({ id, name }) => ({ value: id, label: name, isChosen: id === typed('deputyId') })),
      absences: absences.map(({ id, accountId: who, fromOn, untilOn, deputyId }) => ({
        id,
        who: nameOf(who),
        when: fromOn === untilOn ? dayInWords(fromOn, 'en') : `${dayInWords(fromOn, 'en')} to ${dayInWords(untilOn, 'en')}`,
        deputy: nameOf(deputyId),
        isMine: who === accountId,
      })),
    };
  };
  router.get('/desk/absence', async (req, res) => {
    sendPage(deps, req, res, 'desk/absence', { ...frameOf(req, 'absence'), title: 'Absence', ...(await show(req)) });
  });
  router.post('/desk/absence', readForm, csrfProtection, async (req, res) => {
    const { id } = requireActor(req);
    const remove = textField(req.body, 'remove');
    if (remove) {
      await deps.deskTools.absences.remove(id, remove);
      return goTo(req, res, '/desk/absence');
    }
    const planned = {
      fromOn: textField(req.body, 'fromOn'),
      untilOn: textField(req.body, 'untilOn'),
      deputyId: textField(req.body, 'deputyId'),
    };
    const problems = missingIn(planned);
    const done = problems.length > 0 ? undefined : await orRefusal(deps.deskTools.absences.add(id, planned), ['invalid']);
    if (done !== undefined && !('refusal' in done)) return goTo(req, res, '/desk/absence');
    const wrong = done === undefined ? problems : problemsOf(done.refusal);
    sendPage(deps, req, res, 'desk/absence', {
      ...frameOf(req, 'absence'),
      title: 'Absence',
      ...(await show(req, wrong)),
      problems: wrong,
    });
  });
  return router;
}

function missingIn({ fromOn, untilOn, deputyId }: { fromOn: string; untilOn: string; deputyId: string }): Problem[] {
  const isDay = (value: string) => DATE.test(value) && !Number.isNaN(Date.parse(value));
  return [
    ...(isDay(fromOn) ? [] : [{ field: 'fromOn', text: 'Give the first day you are away' }]),
    ...(isDay(untilOn) ? [] : [{ field: 'untilOn', text: 'Give the last day you are away' }]),
    ...(deputyId === '' ? [{ field: 'deputyId', text: 'Choose who stands in' }] : []),
  ];
}

const problemsOf = ({ fields }: DomainError): Problem[] => fields.map(({ pointer, detail }) => ({ field: pointer.slice(1), text: detail }));
