/** The columns of a file; `member` and `kind` have to be there. */
export const CSV_COLUMNS = [
  'member',
  'kind',
  'domain',
  'valid_until',
  'licence_number',
  'certificate',
  'reference',
  'registration_number',
  'address',
  'contact_email',
] as const;
