import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { buildStatement, testSealKeys } from '../../../tests/support/seals.js';
import { asJwt, signSeal, withProofs } from './seal-forms.js';

const folder = process.env.RIGHTSDESK_OUTSIDE_DATA;
const file = folder === undefined ? '' : join(folder, '..', 'seals', 'schemas', 'ob_v3p0_achievementcredential_schema.json');
const hasSchema = file !== '' && existsSync(file);

function validator() {
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}

describe('an Open Badge beside the official JSON schema', () => {
  (hasSchema ? it : it.skip)('RIGHTSDESK_OUTSIDE_DATA: both forms are valid; two status entries are not', async () => {
    const isValid = validator();
    const statement = buildStatement({ licenceNumber: 'L-1' });
    const [json, jwt] = await signSeal(testSealKeys(), statement, new Date(), ['badge-rdfc', 'badge-jwt']);
    if (json === undefined || jwt === undefined) throw new Error('not signed');
    const badge = withProofs(statement, [json]);
    expect([isValid(badge), isValid.errors]).toEqual([true, null]);
    const payload = JSON.parse(Buffer.from(asJwt(statement, jwt).split('.')[1] ?? '', 'base64url').toString());
    expect([isValid(payload), isValid.errors]).toEqual([true, null]);
    const { credentialStatus } = badge as { credentialStatus: object }; // an Open Badge has one
    expect(isValid({ ...badge, credentialStatus: [credentialStatus, credentialStatus] })).toBe(false);
  });
});
