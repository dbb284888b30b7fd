import { Router } from 'express';
import type { PageDeps } from '../deps.js';
import { checkPages } from './check.js';
import { communicationsPages } from './communications.js';
import { deadlinePages } from './deadline.js';
import { requestForm } from './request-form/routes.js';
import { signUpPages } from './sign-up.js';
import { startPages } from './start.js';
import { complaintPages } from './status/complaint.js';
import { rectificationPages } from './status/rectification.js';
import { statusPages } from './status/routes.js';
import { unsubscribePages } from './unsubscribe.js';

/** Everything a person without an account sees. */
export function publicPages(deps: PageDeps): Router {
  return Router().use(
    startPages(deps),
    requestForm(deps),
    statusPages(deps),
    rectificationPages(deps),
    complaintPages(deps),
    checkPages(deps),
    deadlinePages(deps),
    unsubscribePages(deps),
    communicationsPages(deps),
    signUpPages(deps),
  );
}
