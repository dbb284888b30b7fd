import { Router } from 'express';
import type { CalendarBook } from '../../domain/clock/calendar.js';
import { answerDeadlines } from './present.js';

/** POST /api/v1/deadlines: the statutory clock as a calculator, for anyone; one input or up to 500. */
export function deadlineRoutes({ calendars, now }: { calendars: CalendarBook; now(): Date }): Router {
  const router = Router();
  router.post('/deadlines', (req, res) => {
    const { status, body } = answerDeadlines(req.body, { calendars, nowMs: now().getTime() });
    res
      .status(status)
      .type(status === 200 ? 'application/json' : 'application/problem+json')
      .send(JSON.stringify(body));
  });
  return router;
}
