import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import type { AddressInfo, LookupFunction } from 'node:net';

/** What a name server knows, by lower-case name. A name that is nowhere does not exist; `broken` ones it fails on. */
export interface DnsZone {
  txt: Record<string, readonly string[]>;
  addresses: Record<string, string>;
  broken: string[];
}

/** A real name server on this machine, so that no test depends on the one of the network or waits for it. */
export interface DnsServer {
  /** As `Resolver.setServers` takes it. */
  address: string;
  zone: DnsZone;
  /** The names it was asked for. */
  asked: string[];
  /** How a connection finds addresses by it. */
  lookup: LookupFunction;
}

const [TXT, A, CLASS_IN, NO_SUCH_NAME, SERVER_FAILURE] = [16, 1, 1, 3, 2];

/** Opens one; it ends with its process. */
export async function openDnsServer(): Promise<DnsServer> {
  const zone: DnsZone = { txt: {}, addresses: {}, broken: [] };
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = questionOf(query);
    asked.push(name);
    socket.send(answerTo(query.subarray(0, end), { name, type }, zone), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  socket.unref();
  const address = `127.0.0.1:${(socket.address() as AddressInfo).port}`;
  const resolver = new Resolver({ timeout: 1_000, tries: 1 });
  resolver.setServers([address]);
  const lookup: LookupFunction = (host, options, done) => {
    resolver.resolve4(host).then(
      (found) =>
        options.all
          ? done(
              null,
              found.map((one) => ({ address: one, family: 4 })),
            )
          : done(null, found[0] ?? '', 4),
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
  return { address, zone, asked, lookup };
}

let shared: Promise<DnsServer> | undefined;
/** One for all that runs in this process, with an empty zone: no name exists. */
export const sharedDnsServer = (): Promise<DnsServer> => {
  shared ??= openDnsServer();
  return shared;
};

/** RFC 1035, 4.1.2: labels with their lengths, then type and class. */
function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let size = query[at] ?? 0; size > 0; size = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + size));
    at += 1 + size;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function answerTo(question: Buffer, { name, type }: { name: string; type: number }, zone: DnsZone): Buffer {
  const isKnown = name in zone.txt || name in zone.addresses;
  const code = zone.broken.includes(name) ? SERVER_FAILURE : isKnown ? 0 : NO_SUCH_NAME;
  const records =
    code !== 0
      ? []
      : type === TXT
        ? (zone.txt[name] ?? []).map(textRecord)
        : type === A
          ? [zone.addresses[name]].flatMap(addressRecord)
          : [];
  const head = Buffer.from(question.subarray(0, 12));
  head.writeUInt16BE(0x8180 | code, 2); // an answer, recursion done
  head.writeUInt16BE(records.length, 6);
  head.writeUInt32BE(0, 8); // no authority, nothing additional
  return Buffer.concat([head, question.subarray(12), ...records]);
}

/** A text in parts of at most 255 bytes, as a zone has it (RFC 1035, 3.3.14). */
function textRecord(text: string): Buffer {
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (let from = 0; from < bytes.length || from === 0; from += 255) {
    const part = bytes.subarray(from, from + 255);
    parts.push(Buffer.from([part.length]), part);
  }
  return record(TXT, Buffer.concat(parts));
}

const addressRecord = (address: string | undefined): Buffer[] =>
  address === undefined ? [] : [record(A, Buffer.from(address.split('.').map(Number)))];

/** The name is that of the question: a pointer to it. */
function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(CLASS_IN, 4);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
