import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { createPayloadCodec } from './codec.js';

const codec = createPayloadCodec(randomBytes(32).toString('base64'));
const payloadOf = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const decodedOf = (payload: Payload | undefined) => defaultPayloadConverter.fromPayload<unknown>(payload ?? {});

describe('the payload codec', () => {
  it.each([[{ requestId: 'a-b', n: 3 }], ['text'], [null], [undefined], [new Uint8Array([0, 255])]])('gives back %p', async (value) => {
    const [encrypted] = await codec.encode([payloadOf(value)]);
    expect(Buffer.from(encrypted?.data ?? []).includes('requestId')).toBe(false);
    const [decrypted] = await codec.decode([encrypted ?? {}]);
    expect(decodedOf(decrypted)).toEqual(value);
  });

  it('turns what it cannot read into a tombstone and never throws', async () => {
    const [encrypted] = await codec.encode([payloadOf({ requestId: 'a-b' })]);
    const other = createPayloadCodec(randomBytes(32).toString('base64'));
    const changed = { ...encrypted, data: Buffer.concat([encrypted?.data ?? Buffer.alloc(0), Buffer.of(1)]) };
    const cut = { ...encrypted, data: Buffer.of(1, 2) };
    for (const [reader, payload] of [
      [other, encrypted],
      [codec, changed],
      [codec, cut],
      [codec, { ...encrypted, data: null }],
    ] as const) {
      const [decoded] = await reader.decode([payload ?? {}]);
      expect(decodedOf(decoded)).toEqual({ tombstone: expect.any(String) });
    }
  });

  it('lets pass what was never encrypted', async () => {
    const [plain] = await codec.decode([payloadOf('plain')]);
    expect(decodedOf(plain)).toBe('plain');
  });
});
