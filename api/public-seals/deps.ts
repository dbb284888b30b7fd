import type { Verification } from '../../adapters/seals/verify/verifier.js';
import type { Language } from '../../domain/request/types.js';
import type { ArtLanguage, BadgeTheme } from '../../domain/seals/art-words.js';
import type { ShownSeal } from '../../domain/seals/display.js';
import type { PrintedHead } from '../../domain/seals/letterhead.js';
import type { LinkBack } from '../../domain/seals/placement.js';
import type { PublishedSeal } from '../../domain/seals/published.js';
import type { Answer } from './answer.js';

export interface Picture {
  body: string;
}

export interface Wishes {
  theme: BadgeTheme;
  language: ArtLanguage;
}

/** What the page of a seal is made of. */
export interface SealPageView {
  id: string;
  verification: Verification | undefined;
  language: Language;
  now: Date;
  /** Of a valid seal. */
  dayCode?: string;
  /** What its website said of it at the last daily check. */
  linkBack?: LinkBack;
  /** The head of its issuer's paper, where it has one. */
  head?: PrintedHead;
}

/** What the public side of seals answers from. Nothing of it asks a database, and it knows no Express. */
export interface PublicSealsDeps {
  /** Undefined for what is not published: drafts, hidden seals, ids that never were. */
  find(id: string): PublishedSeal | undefined;
  /** A published document by its name. */
  document(name: string): Buffer | undefined;
  documentNames(): readonly string[];
  /** When what is answered from was last known to be complete; undefined where that is not known since the start. */
  completeAt(): Date | undefined;
  /** The credential put together from its kept signatures. Undefined where such a signature is not kept. */
  asJson(seal: PublishedSeal): string | undefined;
  asJwt(seal: PublishedSeal): string | undefined;
  badge(seal: ShownSeal, wishes: Wishes, now: Date): Picture;
  neutral(wishes: Wishes, now: Date): Picture;
  frame(picture: Picture, language: ArtLanguage, verifyPath: string): Picture;
  /** The page of a verification; undefined for what is not to be seen. */
  page(view: SealPageView): string;
  /** The mark that the live picture of a seal carries on this day. */
  dayCode(sealId: string, now: Date): string;
  /** Counts a website that asked for a picture of a seal that is not its own. Never fails, keeps nothing of the visitor. */
  noteMisuse(sealId: string, host: string, at: Date): void;
  /** Answers made before, by what they are about and in which form; forgotten when that changes. */
  cache: { get(about: string, form: string): Answer | undefined; set(about: string, form: string, answer: Answer): void };
  /** Whether this service itself speaks plain HTTP, as on one's own machine. */
  isPlainService: boolean;
  publicUrl: string;
  now(): Date;
}

/** What was asked, without anything about who asked. */
export interface Asked {
  path: string;
  query: URLSearchParams;
  accept: string | undefined;
  language: string | undefined;
  origin: string | undefined;
  /** `Sec-Fetch-Mode`: how a browser asks, where it says so. */
  mode: string | undefined;
}
