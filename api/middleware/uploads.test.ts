import { describe, expect, it } from '@jest/globals';
import express, { type ErrorRequestHandler } from 'express';
import supertest from 'supertest';
import { DomainError } from '../../domain/errors.js';
import { takeUploads, UPLOADS_PER_ADDRESS, uploadsOf } from './uploads.js';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const PDF = Buffer.from('%PDF-1.7\n%%EOF');

function door(limits = { files: 2, bytes: 1_048_576 }) {
  const app = express();
  app.post('/', ...takeUploads(limits), (req, res) => {
    const files = uploadsOf(res).map(({ name, content, mediaType }) => ({ name, sizeBytes: content.length, mediaType }));
    res.json({ body: req.body, files });
  });
  const onError: ErrorRequestHandler = (error, _req, res, _next) =>
    void res.status(error instanceof DomainError ? 422 : 500).json({ code: error.code ?? String(error), fields: error.fields });
  app.use(onError);
  return supertest(app);
}

describe('uploads', () => {
  it('reads fields and files, with names of any language and the kind from the content', async () => {
    const { body } = await door()
      .post('/')
      .field('_csrf', 'token')
      .attach('files', PNG, { filename: 'Führerschein naïf.pdf', contentType: 'application/pdf' })
      .attach('files', PDF, { filename: 'a.exe', contentType: 'text/html' });
    expect(body).toEqual({
      body: { _csrf: 'token' },
      files: [
        { name: 'Führerschein naïf.pdf', sizeBytes: PNG.length, mediaType: 'image/png' },
        { name: 'a.exe', sizeBytes: PDF.length, mediaType: 'application/pdf' },
      ],
    });
  });

  it.each([
    ['a page that runs', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a program', Buffer.from('MZ\x90\0')],
    ['an archive', Buffer.from('504b0304140000000000', 'hex')],
    ['plain text', Buffer.from('hello')],
  ])('knows no kind for %s, whatever it is called', async (_what, content) => {
    const { body } = await door().post('/').attach('files', content, { filename: 'a.pdf', contentType: 'application/pdf' });
    expect(body.files).toEqual([{ name: 'a.pdf', sizeBytes: content.length }]);
  });

  it('leaves out a file field that was left empty', async () => {
    const empty =
      '--x\r\ncontent-disposition: form-data; name="files"; filename=""\r\ncontent-type: application/octet-stream\r\n\r\n\r\n--x--\r\n';
    const { body } = await door().post('/').set('content-type', 'multipart/form-data; boundary=x').send(empty);
    expect(body.files).toEqual([]);
  });

  it('says that a file is too large or that they are too many', async () => {
    const large = await door().post('/').attach('files', Buffer.alloc(1_048_577), 'a.pdf');
    expect([large.status, large.body.code, large.body.fields[0].pointer]).toEqual([422, 'FILE_TOO_LARGE', '/files/0']);
    const second = await door().post('/').attach('files', PDF, 'a.pdf').attach('files', Buffer.alloc(1_048_577), 'b.pdf');
    expect(second.body.fields[0].pointer).toBe('/files/1');
    const many = await door().post('/').attach('files', PDF, 'a').attach('files', PDF, 'b').attach('files', PDF, 'c');
    expect(many.body.code).toBe('TOO_MANY_FILES');
  });

  it.each([
    ['cut off', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nabc'],
    ['without a boundary', 'multipart/form-data', 'abc'],
    ['of another kind', 'application/json', '{}'],
  ])('refuses a form %s', async (_what, type, content) => {
    const { status, body } = await door().post('/').set('content-type', type).send(content);
    expect([status, body.code]).toEqual([422, 'FORM_NOT_READABLE']);
  });

  it('stops an address that tries and tries', async () => {
    const one = door();
    const sent = [];
    for (let n = 0; n <= UPLOADS_PER_ADDRESS.points; n++) sent.push(await one.post('/').attach('files', PDF, 'a.pdf'));
    expect(sent.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(UPLOADS_PER_ADDRESS.points);
    expect(sent.at(-1)?.body.code).toBe('TOO_MANY_REQUESTS');
  });
});
