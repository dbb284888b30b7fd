import type { Readable } from 'node:stream';
import type { CredentialForms } from '../adapters/seals/forms/renditions.js';
import type { Verifier } from '../adapters/seals/verify/verifier.js';
import type { Actor } from '../domain/request/filing.js';
import type { Page } from '../domain/request/list-item.js';
import type { BatchRowView, BatchView } from '../domain/seals/batch.js';
import type { IssuerSettings, IssuerSettingsChange } from '../domain/seals/issuer-settings.js';
import type { SealShelf } from '../domain/seals/shelf.js';
import type {
  MemberChange,
  MemberFilter,
  MemberKey,
  MemberView,
  NewMember,
  NewOfficer,
  NewSeal,
  OfficerView,
  OwnKey,
  SealChange,
  SealDetail,
  SealFilter,
  SealItem,
  SealKey,
  SealPreview,
} from '../domain/seals/view.js';
import type { DeliveryView, WebhookView } from '../domain/seals/webhook.js';

/** The public side of seals: verifying them, and what machines read. */
export interface SealDoor {
  verifier: Verifier;
  forms: CredentialForms;
  issuer: SealShelf['issuer'];
}

/** What issuers do with seals and members; adapters/db/seals implements it, each write being one transaction with its history. */
export interface SealDesk {
  list(filter: SealFilter): Promise<Page<SealItem>>;
  /** How many of an issuer's seals stand in each status. */
  counts(issuerSlug: string): Promise<Record<string, number>>;
  /** Throws DomainError missing for what is not theirs. */
  find(key: SealKey): Promise<SealDetail>;
  /** Throws DomainError invalid (pointers) or conflict. `isNew` false: the reference was known. */
  issue(issuerSlug: string, input: NewSeal, actor: Actor): Promise<{ seal: SealDetail; isNew: boolean }>;
  act(act: 'issue' | 'suspend' | 'reinstate' | 'revoke' | 'renew', key: OwnKey, change: SealChange, actor: Actor): Promise<SealDetail>;
  /** Answers the seal that takes the other's place. */
  supersede(key: OwnKey, change: SealChange, actor: Actor): Promise<SealDetail>;
  /** What it would state; writes nothing. Throws what `supersede` would throw: DomainError missing, invalid (pointers) or conflict. */
  previewReplacement(key: SealKey, change: SealChange): Promise<SealPreview>;
  /** A member's wish; answers until when its issuer decides. Throws DomainError missing or conflict. */
  askRenewal(key: { id: string; memberId: string }, actor: Actor): Promise<{ dueAt: Date }>;
  /** Its issuer's no. Throws DomainError missing, or conflict where no renewal is asked for. */
  declineRenewal(key: OwnKey, change: { reason: string }, actor: Actor): Promise<SealDetail>;
  members: {
    list(filter: MemberFilter): Promise<Page<MemberView>>;
    find(key: OwnKey): Promise<MemberView>;
    create(issuerSlug: string, input: NewMember): Promise<MemberView>;
    change(key: MemberKey, change: MemberChange): Promise<MemberView>;
    addDomain(key: MemberKey, domain: string): Promise<MemberView>;
    removeDomain(key: MemberKey, domain: string): Promise<MemberView>;
  };
}

/** What is looked after of a member besides its record; adapters/db/seals implements it. Another issuer's member is missing. */
export interface MemberDesk {
  /** Looks for the proof of a domain now, with all that follows for its seals. Throws DomainError missing for a domain that is not the member's. */
  checkDomain(key: MemberKey, domain: string): Promise<MemberView>;
  officers: {
    list(key: MemberKey): Promise<OfficerView[]>;
    /** Throws DomainError conflict for an address that stands among the member's officers already. */
    add(key: MemberKey, officer: NewOfficer, source: 'issuer' | 'member'): Promise<OfficerView>;
    remove(key: MemberKey, officerId: string): Promise<void>;
  };
}

/** What an issuer decides about its own seals; adapters/db/seals implements it. Throws DomainError missing, or invalid for a mark or logo. */
export interface IssuerSettingsDesk {
  find(slug: string): Promise<IssuerSettings>;
  /** The picture of its letterhead, also before it is published. */
  logo(slug: string): Promise<Uint8Array | undefined>;
  change(slug: string, change: IssuerSettingsChange): Promise<IssuerSettings>;
}

/** An issuer's webhooks; adapters/db/seals implements it. Another issuer's are missing. */
export interface WebhookDesk {
  list(issuerSlug: string): Promise<WebhookView[]>;
  /** The secret is in this answer and nowhere else. */
  create(issuerSlug: string, input: { url: string; events: readonly string[] }): Promise<WebhookView & { secret: string }>;
  end(issuerSlug: string, id: string): Promise<void>;
  deliveries(issuerSlug: string, id: string, filter: { limit: number; before?: string }): Promise<DeliveryView[]>;
  redeliver(issuerSlug: string, id: string, messageId: string): Promise<void>;
}

/** Many seals from one file; adapters/db/seals implements it. */
export interface BatchDesk {
  /** Reads and judges a CSV file; the same file again answers with its batch: `isNew` false. Throws DomainError invalid. */
  read(issuerSlug: string, file: Readable, actor: Actor): Promise<{ batch: BatchView; isNew: boolean }>;
  find(issuerSlug: string, id: string): Promise<BatchView>;
  rows(issuerSlug: string, id: string, filter: { status?: string; after?: number; limit: number }): Promise<BatchRowView[]>;
  /** What is valid is issued from now on; safe to repeat. */
  confirm(issuerSlug: string, id: string): Promise<BatchView>;
}
