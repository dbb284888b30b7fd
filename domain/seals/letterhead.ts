/** What stands at the head of what an issuer hands out: the certificate of a seal and its page. */
export interface Letterhead {
  /** Null: the name its seals show. */
  name: string | null;
  /** One line each. */
  address: readonly string[];
  /** Like "Registered in England and Wales, no. 1234567". */
  registration: string | null;
  /** By what the drawing of its logo is asked for: a hash of it. Null where it has none. */
  logo: string | null;
}

/** What an issuer changes of it. Of a logo it sends the file; we keep what we drew from it. */
export type LetterheadChange = Partial<Omit<Letterhead, 'logo'>>;

/** How it is printed: with the name that is shown otherwise too. */
export type PrintedHead = Omit<Letterhead, 'name'> & { name: string };

export const EMPTY_HEAD: Letterhead = { name: null, address: [], registration: null, logo: null };

export const HEAD_LIMITS = { name: 120, addressLines: 6, addressLine: 80, registration: 160 } as const;

/** A logo as it is kept: a picture of ours, at most this wide and high. */
export const LOGO_BOX = { width: 640, height: 240 } as const;
/** What is taken: larger files are no logos, and what has many pixels takes long to open. */
export const LOGO_LIMITS = { bytes: 200_000, pixels: 4_000_000 } as const;

/** The head as it is printed; undefined where nothing but the name is known. */
export function printedHead(head: Letterhead, shownName: string): PrintedHead | undefined {
  const { name, address, registration, logo } = head;
  if (name === null && address.length === 0 && registration === null && logo === null) return undefined;
  return { name: name ?? shownName, address, registration, logo };
}

/** Where the logo of an issuer is read. Its name changes with it, so it can be kept for ever. */
export const logoPathOf = (issuerSlug: string, logo: string) => `/issuers/${issuerSlug}/logo-${logo}.png`;
