import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ownDiscovery, ownJwks } from '../../adapters/portability/receive-package.js';
import { signReceipt } from '../../adapters/portability/transfer-keys.js';
import { DISCOVERY_PATH, readTransferHead } from '../../domain/portability/transfer.js';

/** Another organisation that takes packages. `down` makes every call fail while it is set. */
export interface Receiver {
  host: string;
  origin: string;
  isDown: boolean;
  /** Answers every package with this status instead of a receipt. */
  refusesWith: number | undefined;
  /** The ids of the transfers that came, each time they came. */
  came: string[];
  close(): Promise<void>;
}

/** Opens an organisation that receives, with a key of its own. */
export async function openReceiver(name = 'Crafts Guild'): Promise<Receiver> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const keys = { transferKey: () => privateKey };
  const server: Server = createServer(async (request, response) => {
    if (receiver.isDown) return void request.socket.destroy();
    const json = (status: number, value: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (request.url === DISCOVERY_PATH) return json(200, ownDiscovery({ name, publicUrl: receiver.origin }));
    if (request.method === 'GET') return json(200, ownJwks(keys));
    const body = await buffer(request);
    const head = readTransferHead(JSON.parse(body.toString('utf8', 0, body.indexOf(10))));
    if (head === undefined || receiver.refusesWith !== undefined) return json(receiver.refusesWith ?? 422, {});
    receiver.came.push(head.transferId);
    const { transferId, sha256, sizeBytes, source } = head;
    const receipt = {
      transferId,
      from: source.origin,
      to: receiver.origin,
      toName: name,
      sha256,
      sizeBytes,
      receivedAt: new Date().toISOString(),
    };
    json(201, { receipt: signReceipt(keys, receipt) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one
  const receiver: Receiver = {
    host: `127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    isDown: false,
    refusesWith: undefined,
    came: [],
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}
