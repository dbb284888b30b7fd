import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../domain/errors.js';
import { readDescription } from './fideslang.js';

const good = `
dataset:
  - fides_key: crm
    collections:
      - name: person
        fields:
          - name: id
            fides_meta: {primary_key: True}
          - name: email
            data_categories: [user.contact.email]
            fides_meta: {identity: email}
`;

function problemsOf(yaml: string): string[] {
  try {
    readDescription(yaml);
  } catch (error) {
    if (error instanceof DomainError) return error.fields.map(({ pointer, detail }) => `${pointer} ${detail}`);
    throw error;
  }
  return [];
}

describe('readDescription', () => {
  it('reads several datasets, tells collections of one name apart, and remarks on references into other files', () => {
    const other = good.slice('\ndataset:\n'.length).replace('crm', 'shop');
    const linked = other.replace('fides_meta: {primary_key: True}', 'fides_meta: {references: [{dataset: elsewhere, field: a.b}]}');
    const { collections, remarks } = readDescription(good + linked);
    expect(collections.map(({ name }) => name)).toEqual(['crm.person', 'shop.person']);
    expect(remarks).toEqual(['person.id refers to elsewhere.a.b, which another file describes: it is not followed']);
    expect(collections[0]?.fields[1]).toMatchObject({
      name: 'email',
      categories: ['user.contact.email'],
      isPrimaryKey: false,
      identity: 'email',
      references: [],
    });
  });

  it('reads where data come from and on what their processing rests: dataset, collection, field, category', () => {
    const said = (what: string) => `meta: {rightsdesk: {${what}}}`;
    const yaml = `
dataset:
  - fides_key: shop
    ${said('basis: contract')}
    collections:
      - name: person
        fields:
          - {name: id, data_categories: [user.unique_id]}
          - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email}}
          - {name: score, data_categories: [user.behavior], ${said('provenance: derived')}}
      - name: file
        ${said('provenance: third_party, basis: other, automated: false')}
        fields:
          - {name: note, data_categories: [user.content]}
`;
    const origins = readDescription(yaml).collections.flatMap(({ fields }) => fields.map(({ origin }) => origin));
    expect(origins).toEqual([
      { provenance: null, basis: 'contract', isAutomated: true },
      { provenance: 'given', basis: 'contract', isAutomated: true },
      { provenance: 'derived', basis: 'contract', isAutomated: true },
      { provenance: 'third_party', basis: 'other', isAutomated: false },
    ]);
    const wrong = yaml.replace('basis: contract', 'basis: agreement').replace('automated: false', 'automated: never');
    expect(() => readDescription(wrong)).toThrow(
      expect.objectContaining({
        detail: expect.stringMatching(/line 3: basis is one of consent, contract, other.*automated is true or false/),
      }),
    );
  });

  it.each([
    [
      'nested fields',
      good.replace('fides_meta: {primary_key: True}', 'fields: [{name: work}]'),
      '/dataset/0/collections/0/fields/0/fields line 7: the field id is nested; a PostgreSQL table has flat columns only',
    ],
    [
      'an unknown collection',
      good.replace('{primary_key: True}', '{references: [{dataset: crm, field: nothing.id}]}'),
      '/dataset/0/collections/0 line 5: person.id refers to crm.nothing.id, which is not described',
    ],
    [
      'an unknown field',
      good.replace('{primary_key: True}', '{references: [{field: person.nothing}]}'),
      '/dataset/0/collections/0 line 5: person.id refers to crm.person.nothing, which is not described',
    ],
    [
      'a wrong direction',
      good.replace('{primary_key: True}', '{references: [{field: person.email, direction: up}]}'),
      '/dataset/0/collections/0/fields/0/fides_meta/references/0/direction line 8: the direction of a reference is "to" or "from"',
    ],
    [
      'a reference without a field',
      good.replace('{primary_key: True}', '{references: [{dataset: crm}]}'),
      '/dataset/0/collections/0/fields/0/fides_meta/references/0/field line 8: a reference must name its field as collection.field',
    ],
    [
      'no identity',
      good.replace('{identity: email}', '{}'),
      '/dataset line 3: no field is marked as an identity, so no person can be found',
    ],
    ['no list', 'something: else', '/dataset line 1: the file has no list named "dataset"'],
    ['an empty file', '', '/dataset line 1: the file has no list named "dataset"'],
  ])('names the line of %s', (_, yaml, problem) => {
    expect(problemsOf(yaml)).toEqual([problem]);
  });

  it('names the line of broken YAML', () => {
    expect(problemsOf('dataset:\n  - {name: [}\n')[0]).toMatch(/^ line 2: /);
  });
});
