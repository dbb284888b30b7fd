/** Where an issuer's system is told of changes. */
export interface WebhookView {
  id: string;
  url: string;
  events: readonly string[];
  createdAt: string;
}

/** One message to one endpoint, as its log shows it. Instants as the record or the wire has them. */
export interface DeliveryView {
  id: string;
  type: string;
  seal: string | null;
  status: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  createdAt: Date | string;
  lastAt: Date | string | null;
  nextAt: Date | string | null;
  lastStatus: number | null;
  problem: string | null;
}
