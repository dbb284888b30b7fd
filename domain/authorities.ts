/** A data-protection supervisory authority, as the remedies block of a letter names it. `address` is one line per member. */
export interface Authority {
  /** ISO 3166-1 country, with the German Land where that is competent: `IE`, `DE-BE`. */
  id: string;
  name: string;
  address: readonly string[];
  phone: string | null;
  email: string | null;
  web: string;
  /** Where a complaint is made online. */
  complaintUrl: string | null;
}
