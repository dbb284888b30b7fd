/** A data-protection supervisory authority, as the remedies block of a letter names it. `address` is one line per member. */
export interface Authority {
  /** ISO 3166-1 country, in Germany with the Land (ISO 3166-2): `IE`, `DE-BE`. `DE-BUND` is the federal commissioner. */
  id: string;
  name: string;
  address: readonly string[];
  phone: string | null;
  email: string | null;
  web: string;
  /** Where a complaint is made online; null where only the authority's start page is known. */
  complaintUrl: string | null;
}
