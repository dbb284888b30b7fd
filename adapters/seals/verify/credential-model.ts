import { CREDENTIALS_V2 } from '../../../domain/seals/credential.js';
import type { ReasonCode } from '../../../domain/seals/verdict.js';
import { isObject, type JsonObject, setOf } from '../encoding/json-object.js';

/** XSD dateTimeStamp: a time zone is part of it. */
const STAMP = /^-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** An instant as credentials write it; undefined where it is none, like the 30th of February. */
export function readStamp(value: unknown): Date | undefined {
  if (typeof value !== 'string' || value.length > 40 || !STAMP.test(value)) return undefined;
  const at = new Date(value);
  const day = Number(value.slice(value.indexOf('T') - 2, value.indexOf('T')));
  const local = new Date(`${value.slice(0, value.indexOf('T'))}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || local.getUTCDate() !== day ? undefined : at;
}

/** Whether a value is one absolute URL, of any scheme. */
export function isUrl(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 2_048 && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value);
}

const hasType = (value: unknown): value is JsonObject =>
  isObject(value) && setOf(value.type).length > 0 && setOf(value.type).every((type) => typeof type === 'string' && type !== '');
const everyOf = (value: unknown, holds: (one: unknown) => boolean) => setOf(value).every(holds);

/** The id of the issuer; undefined where there is none that is a URL. */
export function issuerIdOf(credential: JsonObject): string | undefined {
  const { issuer } = credential;
  const id = isObject(issuer) ? issuer.id : issuer;
  return isUrl(id) ? id : undefined;
}

/** A name or description: a text, a language value object, or several of these (VCDM 2.0, 11.1). */
function isText(value: unknown): boolean {
  if (typeof value === 'string') return true;
  if (!isObject(value)) return false;
  const isKnown = Object.keys(value).every((name) => name === '@value' || name === '@language' || name === '@direction');
  return isKnown && typeof value['@value'] === 'string' && everyOf(value['@language'], (one) => typeof one === 'string');
}

function isSubject(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length > 0 && (value.id === undefined || isUrl(value.id));
}

/** Its digest cannot be compared here, because nothing is fetched; but it must be one. */
function isRelatedResource(value: unknown): value is JsonObject {
  if (!isObject(value) || !isUrl(value.id)) return false;
  const { digestSRI, digestMultibase } = value;
  const isSri = typeof digestSRI === 'string' && /^sha(256|384|512)-[A-Za-z0-9+/]+={0,2}$/.test(digestSRI);
  const isMultibase = typeof digestMultibase === 'string' && /^[zu][A-Za-z0-9_-]{16,}$/.test(digestMultibase);
  return (digestSRI === undefined || isSri) && (digestMultibase === undefined || isMultibase) && (isSri || isMultibase);
}

function areRelatedResources(value: unknown): boolean {
  const resources = setOf(value);
  return resources.every(isRelatedResource) && new Set(resources.map((one) => isObject(one) && one.id)).size === resources.length;
}

function areDates({ validFrom, validUntil }: JsonObject): boolean {
  const [from, until] = [readStamp(validFrom), readStamp(validUntil)];
  if ((validFrom !== undefined && from === undefined) || (validUntil !== undefined && until === undefined)) return false;
  return from === undefined || until === undefined || until >= from;
}

function isContext(value: unknown): boolean {
  if (!Array.isArray(value) || value[0] !== CREDENTIALS_V2) return false;
  return value.every((one) => isUrl(one) || isObject(one));
}

function hasRightType(value: unknown): boolean {
  const types = setOf(value);
  return types.includes('VerifiableCredential') && types.every((type) => typeof type === 'string' && type !== '');
}

/** The rules of VCDM 2.0 (section 4), each with the fact that is named where it is broken. */
const RULES: Readonly<Partial<Record<ReasonCode, (credential: JsonObject) => boolean>>> = {
  CONTEXT_WRONG: (one) => isContext(one['@context']),
  TYPE_WRONG: (one) => hasRightType(one.type),
  ID_WRONG: (one) => one.id === undefined || isUrl(one.id),
  ISSUER_WRONG: (one) => issuerIdOf(one) !== undefined,
  SUBJECT_WRONG: (one) => setOf(one.credentialSubject).length > 0 && everyOf(one.credentialSubject, isSubject),
  DATES_WRONG: (one) => areDates(one) && !('issuanceDate' in one) && !('expirationDate' in one),
  TEXTS_WRONG: (one) => everyOf(one.name, isText) && everyOf(one.description, isText),
  STATUS_ENTRY_WRONG: (one) => everyOf(one.credentialStatus, (entry) => hasType(entry) && (entry.id === undefined || isUrl(entry.id))),
  SCHEMA_ENTRY_WRONG: (one) => everyOf(one.credentialSchema, (entry) => hasType(entry) && isUrl(entry.id)),
  REFRESH_SERVICE_WRONG: (one) => everyOf(one.refreshService, hasType),
  TERMS_OF_USE_WRONG: (one) => everyOf(one.termsOfUse, hasType),
  EVIDENCE_WRONG: (one) => everyOf(one.evidence, hasType),
  RELATED_RESOURCE_WRONG: (one) => areRelatedResources(one.relatedResource),
};

/** Which rules of the data model a credential breaks; also those that common libraries let pass. */
export function brokenRules(credential: JsonObject): ReasonCode[] {
  const codes = Object.keys(RULES) as ReasonCode[]; // the keys of RULES
  return codes.filter((code) => RULES[code]?.(credential) === false);
}
