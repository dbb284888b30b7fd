import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createEmptyDatabase } from '../../../tests/support/postgres.js';
import { readDescription } from '../fideslang.js';
import { type Preview, previewConnector } from '../preview.js';
import { describedPostgres } from './described-postgres.js';

/** One line a field: `name [key] [=email] [-> collection.field direction?]`. */
function datasetOf(collections: Record<string, string[]>): string {
  const fieldOf = (line: string) => {
    const [name = '', ...words] = line.split(' ');
    const arrow = words.indexOf('->');
    const reference =
      arrow === -1
        ? ''
        : `references: [{dataset: d, field: "${words[arrow + 1]}"${words[arrow + 2] ? `, direction: ${words[arrow + 2]}` : ''}}], `;
    const meta = `${words.includes('key') ? 'primary_key: true, ' : ''}${words.includes('=email') ? 'identity: email, ' : ''}${reference}`;
    const category = words.includes('plain') ? 'system.operations' : 'user.content';
    return `          - {name: "${name}", data_categories: [${category}], fides_meta: {${meta.replace(/, $/, '')}}}`;
  };
  const described = Object.entries(collections).map(
    ([name, fields]) => `      - name: "${name}"\n        fields:\n${fields.map(fieldOf).join('\n')}`,
  );
  return `dataset:\n  - fides_key: d\n    collections:\n${described.join('\n')}\n`;
}

describe('awkward databases', () => {
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let client: pg.Client;
  beforeAll(async () => {
    database = await createEmptyDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const preview = (collections: Record<string, string[]>, email: string): Promise<Preview> =>
    previewConnector(describedPostgres({ name: 'd', url: database.url, description: readDescription(datasetOf(collections)) }), {
      emails: [email],
    });
  const held = ({ heldBack }: Preview) => heldBack.map(({ collection, key }) => `${collection} ${key}`).sort();

  it('goes round a cycle and along a long chain once', async () => {
    await client.query(`CREATE TABLE acc (id int PRIMARY KEY, email text, best_friend int);
      INSERT INTO acc VALUES (1, 'a@x', 2), (2, 'b@x', 1);
      CREATE TABLE msg (id int PRIMARY KEY, acc_id int, reply_to int);
      INSERT INTO msg SELECT n, CASE WHEN n = 60 THEN 1 END, n - 1 FROM generate_series(1, 60) n;`);
    const collections = {
      acc: ['id key', 'email =email', 'best_friend -> acc.id to'],
      msg: ['id key', 'acc_id -> acc.id', 'reply_to -> msg.id'],
    };
    const result = await preview(collections, 'a@x');
    expect(result.problem).toBeNull();
    expect(held(result)).toEqual(['acc 2']);
    expect(new Set(result.collections.msg?.map((row) => row.id)).size).toBe(60);
    expect(result.collections.msg).toHaveLength(60);
  });

  it('reads more than a page, twins without a key and wide rows, each exactly once', async () => {
    await client.query(`CREATE TABLE who (email text); INSERT INTO who VALUES ('A@x'), ('a@x '), ('b@x');
      CREATE TABLE owner2 (id int PRIMARY KEY, email text); INSERT INTO owner2 VALUES (1, 'a@x');
      CREATE TABLE item (owner_id int, what text); INSERT INTO item SELECT 1, 'same' FROM generate_series(1, 5000);
      CREATE TABLE wide (id int PRIMARY KEY, owner_id int, body text); INSERT INTO wide SELECT n, 1, repeat('x', 700000) FROM generate_series(1, 5) n;`);
    const result = await preview(
      {
        who: ['email =email'],
        owner2: ['id key', 'email =email'],
        item: ['owner_id -> owner2.id from', 'what'],
        wide: ['id key', 'owner_id -> owner2.id from', 'body'],
      },
      'a@x',
    );
    expect(result.collections.who).toEqual([{ email: 'A@x' }, { email: 'a@x ' }]);
    expect(result.collections.item).toHaveLength(5000);
    expect(result.collections.wide?.map((row) => row.id)).toEqual([1, 2, 3, 4, 5]);
  });

  it('follows composite keys, types that differ, and names that need quoting', async () => {
    await client.query(`CREATE TABLE "Cust""omer" ("Id" varchar PRIMARY KEY, "E-mail" text); INSERT INTO "Cust""omer" VALUES ('7', 'q@x'), ('8', 'r@x');
      CREATE TABLE part (a int, b int, cust bigint, PRIMARY KEY (a, b)); INSERT INTO part VALUES (1, 1, 7), (1, 2, 8), (2, 1, 7);
      CREATE TABLE pick (id int PRIMARY KEY, part_b int); INSERT INTO pick VALUES (1, 1);`);
    const result = await preview(
      {
        'Cust\\"omer': ['Id key', 'E-mail =email'],
        part: ['a key', 'b key', 'cust -> Cust\\"omer.Id from'],
        pick: ['id key', 'part_b -> part.b from'],
      },
      'q@x',
    );
    expect(result.problem).toBeNull();
    expect(result.collections.part).toEqual([
      { a: 1, b: 1, cust: 7 },
      { a: 2, b: 1, cust: 7 },
    ]);
    expect(result.collections.pick).toEqual([{ id: 1, part_b: 1 }]);
  });

  it('finds the owner over a table of addresses of its own, and takes a row of two owners aside', async () => {
    await client.query(`CREATE TABLE club_account (id int PRIMARY KEY, nick text); INSERT INTO club_account VALUES (1, 'one'), (2, 'two');
      CREATE TABLE club_mail (id int PRIMARY KEY, account_id int, email text); INSERT INTO club_mail VALUES (1, 1, 'a@x'), (2, 1, 'second@x'), (3, 2, 'b@x');
      CREATE TABLE club_order (id int PRIMARY KEY, account_id int, paid_with int); INSERT INTO club_order VALUES (1, 1, 20), (2, 2, 20);
      CREATE TABLE club_card (id int PRIMARY KEY, account_id int); INSERT INTO club_card VALUES (10, 1), (20, 2);
      CREATE TABLE club_note (id int PRIMARY KEY, writer_id int, reader_id int); INSERT INTO club_note VALUES (1, 1, 2), (2, 1, 1), (3, 1, 99);`);
    const result = await preview(
      {
        club_account: ['id key', 'nick'],
        club_mail: ['id key', 'account_id -> club_account.id', 'email =email'],
        club_order: ['id key', 'account_id -> club_account.id from', 'paid_with -> club_card.id to'],
        club_card: ['id key', 'account_id -> club_account.id from'],
      },
      'a@x',
    );
    expect(result.problem).toBeNull();
    expect(result.collections.club_account?.map((row) => row.id)).toEqual([1]);
    expect(result.collections.club_order?.map((row) => row.id)).toEqual([1]);
    expect(result.collections.club_card?.map((row) => row.id)).toEqual([10]);
    expect(held(result)).toEqual(['club_card 20']);
    const people = { acc: ['id key', 'email =email'], club_note: ['id key', 'writer_id -> acc.id from', 'reader_id -> acc.id from'] };
    const notes = await preview(people, 'a@x');
    expect(notes.collections.club_note?.map((row) => row.id)).toEqual([2]);
    expect(held(notes)).toEqual(['club_note 1', 'club_note 3']);
  });

  it('cannot be made to write, and runs no text of a description', async () => {
    const evil = { acc: ['id key', 'email =email', 'best_friend; DROP TABLE acc'] };
    expect((await preview(evil, "a@x'; DROP TABLE acc; --")).problem).toMatchObject({ problem: 'DESCRIPTION_DOES_NOT_FIT' });
    await client.query(`CREATE FUNCTION loud() RETURNS int LANGUAGE plpgsql AS 'BEGIN INSERT INTO acc VALUES (9); RETURN 1; END';
      CREATE VIEW sneaky AS SELECT email, loud() AS n FROM acc`);
    expect((await preview({ sneaky: ['email =email', 'n'] }, 'a@x')).complete).toBe(false);
    expect((await client.query('SELECT count(*)::int AS n FROM acc')).rows[0].n).toBe(2);
  });

  it('writes values as plain JSON', async () => {
    await client.query(`CREATE TABLE kinds (email text, big bigint, huge bigint, price money, exact numeric, at timestamptz, day date, yes boolean, list text[], doc jsonb, nothing text, f float8, u uuid);
      INSERT INTO kinds VALUES ('k@x', 5000000000, 9223372036854775807, 12.5, 1.10, '2026-01-02 03:04:05.678+02', '2026-01-02', true, '{a,"b c"}', '{"a": [1]}', NULL, 1.5, '01890000-0000-7000-8000-000000000000')`);
    const fields = ['email =email', 'big', 'huge', 'price', 'exact', 'at', 'day', 'yes', 'list', 'doc', 'nothing', 'f', 'u'];
    expect((await preview({ kinds: fields }, 'k@x')).collections.kinds).toEqual([
      {
        email: 'k@x',
        big: 5000000000,
        huge: '9223372036854775807',
        price: '$12.50',
        exact: '1.10',
        at: '2026-01-02T01:04:05.678Z',
        day: '2026-01-02',
        yes: true,
        list: ['a', 'b c'],
        doc: { a: [1] },
        nothing: null,
        f: 1.5,
        u: '01890000-0000-7000-8000-000000000000',
      },
    ]);
  });
});
