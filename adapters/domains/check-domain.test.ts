import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type DnsServer, openDnsServer } from '../../tests/support/dns-server.js';
import { createDomainChecker, createReadTxt, type DomainProof } from './check-domain.js';

let dns: DnsServer;
beforeAll(async () => {
  dns = await openDnsServer();
});

const proofOf = (domain: string): DomainProof => ({
  dnsName: `_seal.${domain.split(':')[0]}`,
  dnsValue: 'seal-challenge=abc',
  fileUrl: `https://${domain}/.well-known/seal-challenge/abc`,
  fileContent: 'abc',
});
const checker = (allowedHosts: string[] = []) =>
  createDomainChecker({ readTxt: createReadTxt({ servers: [dns.address] }), lookup: dns.lookup, allowedHosts });

describe('the proof of a domain', () => {
  it('is a TXT record among others, also one in parts, whatever stands around it', async () => {
    dns.zone.txt['_seal.one.example'] = ['v=spf1 -all', ' seal-challenge=abc '];
    expect(await checker().check(proofOf('one.example'))).toEqual({ provenBy: 'dns' });
    const long = 'x'.repeat(700);
    dns.zone.txt['_seal.long.example'] = [long];
    expect(await createReadTxt({ servers: [dns.address] })('_seal.long.example')).toEqual([long]);
    expect(dns.asked).toEqual(['_seal.one.example', '_seal.long.example']);
  });

  it('is none where the record says something else; where nobody can be asked, that is said', async () => {
    dns.zone.txt['_seal.other.example'] = ['seal-challenge=abcd'];
    dns.zone.broken.push('_seal.broken.example');
    expect(await checker().check(proofOf('other.example'))).toEqual({ problem: 'NO_PROOF' });
    expect(await checker().check(proofOf('nowhere.example'))).toEqual({ problem: 'NO_PROOF' });
    expect(await checker().check(proofOf('broken.example'))).toEqual({ problem: 'UNREACHABLE' });
  });

  it('on the website is not looked for at a private address, whatever DNS says of the name', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end('abc\n');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const host = `site.example:${(server.address() as AddressInfo).port}`;
    for (const address of ['127.0.0.1', '10.0.0.8', '169.254.169.254', '0.0.0.0']) {
      dns.zone.addresses['site.example'] = address;
      expect(await checker().check(proofOf(host))).toEqual({ problem: 'NO_PROOF' });
    }
    expect(asked).toBe(0);
    dns.zone.addresses['site.example'] = '127.0.0.1';
    expect(await checker([host]).check(proofOf(host))).toEqual({ provenBy: 'file' });
    expect([asked, dns.asked.includes('site.example')]).toEqual([1, true]);
    server.close();
  });
});
