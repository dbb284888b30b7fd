import { Router } from 'express';
import type { PageDeps } from '../../deps.js';
export function deskPages(_deps: PageDeps): Router { return Router(); }
