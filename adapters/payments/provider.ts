/** What is to be paid on the provider's own page. No name and no address: the provider learns an amount and a reference. */
export interface CheckoutOrder {
  feeId: string;
  /** The same order and the same number is the same visit, however often it is asked for. */
  attempt: number;
  amountMinor: number;
  /** ISO 4217. */
  currency: string;
  /** What the page says it is for. */
  description: string;
  language: 'en' | 'de' | 'fr';
  paidUrl: string;
  backUrl: string;
}

export interface Checkout {
  sessionId: string;
  url: string;
  expiresAt: Date;
}

/** What the provider tells us, once its signature is verified. Amounts are in the smallest unit. */
export interface PaymentMessage {
  id: string;
  type: string;
  createdAt: Date;
  /** The money is there; false for every message that says anything else. */
  isPaid: boolean;
  sessionId: string;
  amountMinor: number | null;
  currency: string | null;
  paymentIntent: string | null;
}

/** Somebody who takes card payments on a page of their own. Cards are never seen here. */
export interface PaymentProvider {
  /** Where the hosted page stands: the only other place a form of ours may lead to. */
  pageOrigin: string;
  /** Throws DomainError unavailable while the provider cannot be reached. */
  openCheckout(order: CheckoutOrder): Promise<Checkout>;
  /** Sends the money back; the same key does it once. What the provider refuses is a value, for people to look at. */
  refund(order: { paymentIntent: string; key: string }): Promise<{ status: 'refunded' } | { status: 'refused'; problem: string }>;
  /** The message in the body exactly as it came; undefined where its signature is wrong or too old. */
  readMessage(body: Buffer, signature: string): PaymentMessage | undefined;
}
