import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { guardedRequest } from '../outbound/guarded-request.js';
import { fetchLinkFile } from './link-file.js';

/** What has to be found for a domain. */
export interface DomainProof {
  dnsName: string;
  dnsValue: string;
  fileUrl: string;
  fileContent: string;
}

/** `NO_PROOF`: the domain answers and says something else. `UNREACHABLE`: neither DNS nor the website could be asked. */
export type DomainCheck = { provenBy: 'dns' | 'file' } | { problem: 'NO_PROOF' | 'UNREACHABLE' };

/** Reads the TXT records of a name: none where there is no such name. Throws when nobody could be asked. */
export type ReadTxt = (name: string) => Promise<string[]>;

const ABSENT = new Set(['ENOTFOUND', 'ENODATA', 'NXDOMAIN']);
const DNS_TIMEOUT_MS = 3_000;
const MAX_FILE_BYTES = 4_096;

/**
 * Asks DNS. `zoneFile` is asked before, as /etc/hosts is for addresses: a JSON object of TXT records by name. It lets domains be proved
 * that stand in no public DNS: those of the demo, and names of an internal network.
 */
export function createReadTxt(options: { zoneFile?: string | undefined; servers?: readonly string[] | undefined } = {}): ReadTxt {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: 2 });
  if (options.servers !== undefined && options.servers.length > 0) resolver.setServers(options.servers);
  return async (name) => {
    const local = options.zoneFile === undefined ? undefined : readZone(options.zoneFile)[name];
    if (local !== undefined) return [...local];
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
    } catch (error) {
      if (ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  };
}

/** Read at each check, so that a change counts at once; a file that is not there is empty. */
function readZone(file: string): Record<string, readonly string[]> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly string[]>; // the operator's own file
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

export interface DomainChecker {
  check(proof: DomainProof): Promise<DomainCheck>;
  /** What the website of a domain says of its seals; undefined where it says nothing. */
  linkFile(domain: string): Promise<{ file: unknown } | undefined>;
}

/** Looks for the proof of a domain: first in DNS, then on its website (guarded: https to public addresses only, no redirect, small). */
export function createDomainChecker(deps: { readTxt: ReadTxt; allowedHosts?: readonly string[]; lookup?: LookupFunction }): DomainChecker {
  async function inDns(proof: DomainProof): Promise<'found' | 'absent' | 'unreachable'> {
    try {
      const records = await deps.readTxt(proof.dnsName);
      return records.some((record) => record.trim() === proof.dnsValue) ? 'found' : 'absent';
    } catch {
      return 'unreachable'; // a name server that is away is a finding, not a fault of ours
    }
  }
  async function onWebsite(proof: DomainProof): Promise<'found' | 'absent' | 'unreachable'> {
    const allowedHosts = deps.allowedHosts ?? [];
    const url = allowedHosts.includes(new URL(proof.fileUrl).host) ? proof.fileUrl.replace(/^https:/, 'http:') : proof.fileUrl;
    const result = await guardedRequest({ url, timeoutMs: 5_000, maxBytes: MAX_FILE_BYTES, allowedHosts, lookup: deps.lookup });
    if (!result.ok) return 'unreachable';
    return result.answer.status === 200 && result.answer.body.toString('utf8').trim() === proof.fileContent ? 'found' : 'absent';
  }
  return {
    linkFile: (domain) => fetchLinkFile(domain, deps.allowedHosts ?? [], deps.lookup),
    async check(proof) {
      const dns = await inDns(proof);
      if (dns === 'found') return { provenBy: 'dns' };
      const website = await onWebsite(proof);
      if (website === 'found') return { provenBy: 'file' };
      return { problem: dns === 'unreachable' && website === 'unreachable' ? 'UNREACHABLE' : 'NO_PROOF' };
    },
  };
}
