import { crc32 } from 'node:zlib';

// Baking as Open Badges 3.0 says it (5.3): the picture carries its credential, and carries it once.

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const KEYWORD = 'openbadgecredential';
const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';

interface Chunk {
  type: string;
  data: Buffer;
}

/**
 * Puts a credential (compact JWS or JSON) into a PNG as one iTXt chunk after the header; one that is there is replaced.
 * @throws RangeError where the bytes are no PNG.
 */
export function bakePng(png: Buffer, credential: string): Buffer {
  const chunks = chunksOf(png).filter((chunk) => !isBaked(chunk));
  const [header, ...rest] = chunks;
  if (header?.type !== 'IHDR') throw new RangeError('not a PNG');
  const text = Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0\0`, 'latin1'), Buffer.from(credential, 'utf8')]);
  return Buffer.concat([SIGNATURE, ...[header, { type: 'iTXt', data: text }, ...rest].map(written)]);
}

function isBaked({ type, data }: Chunk): boolean {
  return /^[itz]+TXt$|^tEXt$/.test(type) && data.subarray(0, KEYWORD.length + 1).toString('latin1') === `${KEYWORD}\0`;
}

function chunksOf(png: Buffer): Chunk[] {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new RangeError('not a PNG');
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    if (at + 12 + length > png.length) throw new RangeError('a chunk leaves the file');
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function written({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Puts a credential into an SVG directly after its first tag; one that is there is replaced. */
export function bakeSvg(svg: string, credential: string): string {
  const bare = svg
    .replace(/<openbadges:credential\b[^>]*?(?:\/>|>[\s\S]*?<\/openbadges:credential>)/g, '')
    .replace(/ xmlns:openbadges="[^"]*"/, '');
  const isJson = credential.trimStart().startsWith('{');
  const element = isJson
    ? `<openbadges:credential><![CDATA[${credential.replaceAll(']]>', ']]]]><![CDATA[>')}]]></openbadges:credential>`
    : `<openbadges:credential verify="${credential}"/>`;
  return bare.replace(/^([\s\S]*?<svg\b)([^>]*)>/, (_, start: string, attributes: string) => {
    return `${start} xmlns:openbadges="${NAMESPACE}"${attributes}>${element}`;
  });
}
