import type { Language } from '../../domain/request/types.js';
import type { ArtLanguage, BadgeTheme } from '../../domain/seals/art-words.js';
import type { ShownSeal } from '../../domain/seals/display.js';
import type { Misuse, MisuseClaim } from '../../domain/seals/misuse.js';
import type { LinkBack, PlacementFindings } from '../../domain/seals/placement.js';

export interface Picture {
  body: string;
  etag: string;
}

export interface Wishes {
  theme: BadgeTheme;
  language: ArtLanguage;
}

/** How seals are shown on their members' websites; adapters implement it. */
export interface SealDisplay {
  /** As it is published; undefined for drafts, hidden seals and ids that never were. */
  find(id: string): Promise<ShownSeal | undefined>;
  /** The same where it is shown as valid at that moment. */
  findValid(id: string, now: Date): Promise<ShownSeal | undefined>;
  neutral(wishes: Wishes, now: Date): Picture;
  /** Pictures to keep, with the credential in them. Throws DomainError unavailable while it cannot be signed. */
  bakedSvg(seal: ShownSeal, wishes: Wishes): Promise<string>;
  bakedPng(seal: ShownSeal, wishes: Wishes, width: number): Promise<Buffer>;
  neutralPng(wishes: Wishes, width: number, now: Date): Promise<Buffer>;
  qr(sealId: string): string;
  /** A tagged PDF with the credential attached. */
  certificate(seal: ShownSeal, language: Language, now: Date): Promise<Buffer>;
  /** The seal as `vc+jwt` for browsers without Ed25519. */
  credentialJwtEs256(sealId: string): Promise<string | undefined>;
  /** The newest web component. */
  component: { file: string; integrity: string };
  /** One of its versions. */
  componentSource(file: string): string | undefined;
  /** Looks at a page of the member as a browser would; undefined where the page is not one of the seal's. */
  lookAt(seal: ShownSeal, page: string): Promise<PlacementFindings | undefined>;
  linkBack(seal: ShownSeal): Promise<LinkBack>;
  misuse: {
    /** Counts a wrong place, behind; never fails. */
    note(sealId: string, host: string, at: Date): void;
    list(sealId: string): Promise<Misuse[]>;
    report(report: { sealId: string; host: string; claim: MisuseClaim; at: Date }): Promise<void>;
    /** Whose the seal is; also of hidden ones. */
    ownerOf(sealId: string): Promise<{ issuerSlug: string; memberId: string } | undefined>;
  };
  /** Whether this service itself speaks plain HTTP, as on one's own machine. */
  isPlain: boolean;
  publicUrl: string;
}
