import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { compactVerify, importJWK, type JWK } from 'jose';
import pg from 'pg';
import { composePublicSeals } from '../bin/compose-public-seals.js';
import { SEALS_URL } from '../tests/support/seals.js';

/** What one server of verify-*.ts serves. */
export type VerifyJob =
  | { server: 'ours'; home: string; isCold: boolean }
  | { server: 'bare'; headers: Record<string, string>; body: string }
  | { server: 'jose'; jwts: Record<string, string>; jwk: JWK };

/** The measured half of verify-*.ts: a server in a process of its own; says its port, and on demand the processor time it has used. */
const [job] = (await once(process, 'message')) as [VerifyJob]; // sent by verify-load.ts

/** From the shelf alone, as with everything else down. */
function ours(home: string, isCold: boolean): RequestListener {
  const pool = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/nothing' }); // asked for nothing
  const { handler, forgetAnswers } = composePublicSeals({
    home,
    part: 'bench',
    pool,
    publicUrl: SEALS_URL,
    page: () => '',
    report: () => undefined,
  });
  return (req, res) => {
    if (isCold) forgetAnswers();
    handler(req, res, () => res.writeHead(404).end());
  };
}

/** The limit: the same bytes, and nothing is looked at. */
function bare(headers: Record<string, string>, text: string): RequestListener {
  const body = Buffer.from(text);
  const head = { ...headers, 'Content-Length': body.length };
  return (_req, res) => {
    res.writeHead(200, head).end(body);
  };
}

/** What one would write with Express and jose: find the credential, check its signature and dates, answer. */
async function withJose(jwts: Record<string, string>, jwk: JWK): Promise<RequestListener> {
  const key = await importJWK(jwk, 'EdDSA');
  const app = express();
  app.get('/verify/:id', async (req, res) => {
    const jwt = jwts[req.params.id];
    if (jwt === undefined) return void res.status(404).json({ verdict: 'unknown' });
    const { payload } = await compactVerify(jwt, key);
    const credential = JSON.parse(new TextDecoder().decode(payload));
    const isValid = new Date(credential.validFrom) <= new Date() && new Date() < new Date(credential.validUntil);
    res.json({ verdict: isValid ? 'valid' : 'expired', issuer: credential.issuer, subject: credential.credentialSubject });
  });
  return app;
}

const listener =
  job.server === 'ours'
    ? ours(job.home, job.isCold)
    : job.server === 'bare'
      ? bare(job.headers, job.body)
      : await withJose(job.jwts, job.jwk);
const server = createServer(listener).listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port })); // on TCP
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), peakMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6) }));
process.on('disconnect', () => process.exit(0));
