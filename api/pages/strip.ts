import type { Language } from '../../domain/request/types.js';

/** The calendar strip of a computed clock as SVG with its table; empty where the record holds no clock. */
export function stripOf(_clock: unknown, _today: string, _language: Language): string {
  return '';
}
