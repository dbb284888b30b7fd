import { createServer, type Server } from 'node:http';
import { Counter, Gauge, Registry } from 'prom-client';

/** The figures of the mail room. None holds anything personal. */
export interface MailroomFigures {
  letter(result: string): void;
  mail(kind: string): void;
  server: Server;
}

/** Serves /healthz and /metrics on the loopback address. `depth` and `waiting` are asked at each reading. */
export function serveFigures(
  { port, host }: { port: number; host: string },
  asked: { depth(): Promise<number>; waiting(): Promise<number> },
): MailroomFigures {
  const registry = new Registry();
  const registers = [registry];
  const letters = new Counter({
    name: 'rightsdesk_letters_total',
    help: 'Tries to send a letter, by result.',
    labelNames: ['result'],
    registers,
  });
  const mails = new Counter({ name: 'rightsdesk_inbound_mails_total', help: 'Mails placed, by kind.', labelNames: ['kind'], registers });
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read().catch(() => -1)); // the server asked is away
      },
    });
  gauge('rightsdesk_letter_queue_depth', 'Letters whose job waits.', asked.depth);
  gauge('rightsdesk_inbound_mails_waiting', 'Mails stored and not yet placed.', asked.waiting);
  const server = createServer((request, response) => {
    if (request.url === '/healthz') return void response.end('{"status":"ok"}');
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    registry.metrics().then(
      (text) => response.setHeader('Content-Type', registry.contentType).end(text),
      () => response.writeHead(503).end(),
    );
  }).listen(port, host);
  return { letter: (result) => letters.inc({ result }), mail: (kind) => mails.inc({ kind }), server };
}
