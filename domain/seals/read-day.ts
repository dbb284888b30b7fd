const ISO = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;
/** As German and French spreadsheets write a day: it can only be read one way, which 03/04/2027 cannot. */
const WITH_DOTS = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

/**
 * Reads a day that somebody typed or a spreadsheet wrote: 2027-11-23, 23.11.2027, or an instant with its offset. Undefined for what is
 * no day, like the 30th of February, and for what different people read differently.
 */
export function readDay(text: string): Date | undefined {
  const dots = WITH_DOTS.exec(text);
  const iso = dots === null ? text : `${dots[3]}-${dots[2]?.padStart(2, '0')}-${dots[1]?.padStart(2, '0')}`;
  const parts = ISO.exec(iso);
  const at = parts === null ? undefined : new Date(iso);
  if (parts === null || at === undefined || Number.isNaN(at.getTime())) return undefined;
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return day.getUTCDate() === Number(parts[3]) ? at : undefined;
}
