/** The columns of a file with the longest value of each; `member` and `kind` have to be there. The lengths are those of the wire. */
export const CSV_LONGEST = {
  member: 300,
  kind: 100,
  domain: 300,
  valid_until: 40,
  licence_number: 200,
  certificate: 40,
  reference: 200,
  registration_number: 100,
  address: 1000,
  contact_email: 254,
} as const;
export type CsvColumn = keyof typeof CSV_LONGEST;
export const CSV_COLUMNS = Object.keys(CSV_LONGEST) as CsvColumn[]; // the keys of the table above
export const CSV_NEEDED = ['member', 'kind'] as const satisfies readonly CsvColumn[];
