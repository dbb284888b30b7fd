import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Right } from '../request/types.js';
import { recogniseRequest } from './recognise.js';

const outside = process.env.RIGHTSDESK_OUTSIDE_DATA;
const folder = outside === undefined ? undefined : join(outside, 'letters');
const isThere = folder !== undefined && existsSync(folder);

/** Which optional parts a letter is sent with, and the values of its blanks. */
interface Filling {
  name: string;
  parts: ReadonlySet<string>;
  article: string;
}

const EVERY_PART = ['data_portability', 'runs', 'has_fields', 'erase_all', 'include_objection'];
const FILLINGS: Filling[] = [
  { name: 'no optional part', parts: new Set(['erase_all']), article: '15' },
  { name: 'every optional part', parts: new Set(EVERY_PART), article: '17' },
  { name: 'some data, fields, no objection', parts: new Set(['erase_some', 'has_fields', 'runs']), article: '16' },
  { name: 'portability or objection alone', parts: new Set(['data_portability', 'include_objection', 'erase_some']), article: '21' },
];

const VALUES: Record<string, string> = {
  runs_list: 'Harbour Shop, Harbour News',
  id_data: 'Name: Alexandra Beispiel\nE-mail: alexandra@post.example\nAddress: 1 Quay, 12345 Port',
  erasure_data: 'my telephone number, meine Telefonnummer, mon numéro',
  rectification_data: 'Street: 5 New Road instead of 5 Old Road',
  objection_reason: '',
  request_date: '2026-09-14',
};

function fill(letter: string, filling: Filling): string {
  return letter
    .replaceAll(/\[(\w+)>([^[\]]*)\]/g, (_, part: string, text: string) => (filling.parts.has(part) ? text : ''))
    .replaceAll(/<\/?italic>/g, '')
    .replaceAll(/\{request_article\}/g, filling.article)
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? '')
    .replaceAll(/\{[^{}:]*:\s?([^{}]*)\}/g, '$1');
}

const OF_ARTICLE: Record<string, Right> = { '15': 'access', '16': 'rectification', '17': 'erasure', '21': 'objection' };

/** What a trained reader finds in a letter. Two of the three objection parts also ask for restriction by Art. 18(1)(d). */
function rightsIn(kind: string, language: string, filling: Filling): Right[] {
  if (kind.startsWith('access')) return filling.parts.has('data_portability') ? ['access', 'portability'] : ['access'];
  if (kind.startsWith('rectification')) return ['rectification'];
  if (kind.startsWith('objection')) return ['objection'];
  if (kind === 'admonition') return [OF_ARTICLE[filling.article] ?? 'access'];
  if (!filling.parts.has('include_objection')) return ['erasure'];
  return language === 'fr' ? ['objection', 'erasure'] : ['restriction', 'objection', 'erasure'];
}

const letters = isThere && folder !== undefined ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
const cases = letters.flatMap((file) => FILLINGS.map((filling) => ({ file, filling, title: `${file} with ${filling.name}` })));

(isThere ? describe : describe.skip)(
  'letters people really send (skipped unless RIGHTSDESK_OUTSIDE_DATA names a folder with letters)',
  () => {
    it.each(isThere ? cases : [{ file: '', filling: FILLINGS[0], title: 'none' }])('$title', ({ file, filling }) => {
      if (folder === undefined || filling === undefined) return;
      const [language = '', ...rest] = file.replace('.txt', '').split('-');
      const kind = rest.join('-');
      const found = recogniseRequest({ subject: '', text: fill(readFileSync(join(folder, file), 'utf8'), filling) });
      expect(found.rights.map(({ right }) => right)).toEqual(rightsIn(kind, language, filling));
      expect(found.verdict).toBe('recognised');
      expect(found.language).toBe(language);
      expect(found.isReminder).toBe(kind === 'admonition');
      const objection = found.rights.find(({ right }) => right === 'objection');
      if (objection !== undefined && kind !== 'admonition') {
        expect(objection.objectionKind).toBe(kind.startsWith('objection') ? 'direct_marketing' : 'legitimate_interest');
      }
    });
  },
);
