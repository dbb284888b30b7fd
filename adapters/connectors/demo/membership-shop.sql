-- The membership shop of the demo: where members buy plaques, renew memberships and ask for help. Everybody in it is invented.
CREATE SCHEMA membership_shop;
SET LOCAL search_path TO membership_shop;

CREATE TABLE shop_address (
  id bigint PRIMARY KEY,
  line text NOT NULL,
  town text NOT NULL,
  postcode text NOT NULL,
  country char(2) NOT NULL
);

CREATE TABLE shop_account (
  id bigint PRIMARY KEY,
  email text NOT NULL UNIQUE,
  full_name text NOT NULL,
  phone text,
  home_address_id bigint REFERENCES shop_address,
  joined_at timestamptz NOT NULL,
  note_by_sales text,
  restricted boolean NOT NULL DEFAULT false
);

CREATE TABLE shop_staff (
  id integer PRIMARY KEY,
  work_email text NOT NULL,
  full_name text NOT NULL
);

CREATE TABLE shop_article (
  code text PRIMARY KEY,
  title text NOT NULL,
  price numeric(8, 2) NOT NULL
);

CREATE TABLE shop_payment_method (
  id text PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES shop_account,
  kind text NOT NULL,
  last_digits text NOT NULL,
  holder text NOT NULL
);

CREATE TABLE shop_order (
  number text PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES shop_account,
  ship_to_address_id bigint REFERENCES shop_address,
  payment_method_id text REFERENCES shop_payment_method,
  placed_at timestamptz NOT NULL,
  is_gift boolean NOT NULL DEFAULT false
);

CREATE TABLE shop_order_line (
  order_number text NOT NULL REFERENCES shop_order,
  line_no smallint NOT NULL,
  article_code text NOT NULL REFERENCES shop_article,
  quantity integer NOT NULL,
  engraving text,
  PRIMARY KEY (order_number, line_no)
);

CREATE TABLE shop_payment (
  id bigint PRIMARY KEY,
  order_number text NOT NULL REFERENCES shop_order,
  amount numeric(8, 2) NOT NULL,
  paid_on date NOT NULL
);

CREATE TABLE shop_ticket (
  id bigint PRIMARY KEY,
  contact_email text NOT NULL,
  other_email text,
  handled_by integer REFERENCES shop_staff,
  subject text NOT NULL,
  body text NOT NULL,
  opened_at timestamptz NOT NULL
);

CREATE TABLE shop_visit (
  email text NOT NULL,
  visited_at timestamptz NOT NULL,
  page text NOT NULL,
  PRIMARY KEY (email, visited_at)
);

CREATE TABLE shop_invitation (
  id bigint PRIMARY KEY,
  inviting_account_id bigint NOT NULL REFERENCES shop_account,
  invited_account_id bigint REFERENCES shop_account,
  sent_on date NOT NULL
);

CREATE INDEX ON shop_account (lower(btrim(email)));
CREATE INDEX ON shop_account (home_address_id);
CREATE INDEX ON shop_payment_method (account_id);
CREATE INDEX ON shop_order (account_id);
CREATE INDEX ON shop_payment (order_number);
CREATE INDEX ON shop_ticket (lower(btrim(contact_email)));
CREATE INDEX ON shop_ticket (lower(btrim(other_email)));
CREATE INDEX ON shop_visit (lower(btrim(email)));
CREATE INDEX ON shop_invitation (inviting_account_id);
CREATE INDEX ON shop_invitation (invited_account_id);

INSERT INTO shop_article VALUES
  ('PLQ-A4', 'Brass plaque, A4', 84.00),
  ('PLQ-A5', 'Brass plaque, A5', 59.50),
  ('PIN-01', 'Member pin, enamel', 7.90),
  ('BOOK-26', 'Yearbook 2026', 24.00),
  ('RENEW-1', 'Membership, one year', 120.00);

INSERT INTO shop_staff VALUES
  (1, 'desk.one@shop.example', 'Petra Lindqvist'),
  (2, 'desk.two@shop.example', 'Owen Tanner');

-- Thirty people; the two at number 7 share a home, the two at number 12 an office.
INSERT INTO shop_address
SELECT n, n * 3 + 1 || ' ' || (ARRAY['Quay Street', 'Chapel Lane', 'Mill Road', 'Station Way', 'Orchard Close'])[n % 5 + 1],
  (ARRAY['Leith', 'Cork', 'Lübeck', 'Gent', 'Nantes', 'Whitby'])[n % 6 + 1], lpad((n * 137 % 10000)::text, 4, '0') || (ARRAY['', ' QX'])[n % 2 + 1],
  (ARRAY['GB', 'IE', 'DE', 'BE', 'FR', 'GB'])[n % 6 + 1]
FROM generate_series(1, 32) AS n;

INSERT INTO shop_account
SELECT n, lower(translate(replace(name, ' ', '.'), 'éèöüäïáñçøå', 'eeouaiancoa')) || '@post.example', name,
  CASE WHEN n % 3 = 0 THEN NULL ELSE '+44 7700 900' || lpad(n::text, 3, '0') END,
  CASE n WHEN 8 THEN 7 WHEN 13 THEN 12 ELSE n END,
  timestamptz '2021-03-01 09:00:00+00' + n * interval '37 days 3 hours',
  CASE WHEN n % 7 = 0 THEN 'prefers to be rung in the morning' END
FROM unnest(ARRAY[
  'Amelia Hartnell', 'Bogdan Weir', 'Chiara Solbiati', 'Dervla Quinlan', 'Emil Sørensen', 'Farah Okonjo', 'Gwen Pritchard', 'Huw Pritchard',
  'Ines Carvalhal', 'Jonas Ritterbusch', 'Katrijn Vermeire', 'Luc Delmotte', 'Maud Delmotte', 'Niamh Tuohy', 'Oskar Brandvold', 'Paola Terenzi',
  'Quentin Abelard', 'Rosalind Fenn', 'Stefan Oberländer', 'Tamsin Greaves', 'Ulrike Steinfatt', 'Viktor Malmgren', 'Wendela Hoekstra',
  'Xavier Lestrade', 'Yusra Benhaddou', 'Zbigniew Korda', 'Aoife Brannigan', 'Benedikt Zauner', 'Cosima Reinfeld', 'Dafydd Llewelyn'
]) WITH ORDINALITY AS people(name, n);

INSERT INTO shop_payment_method
SELECT 'pm-' || lpad(id::text, 4, '0'), id, (ARRAY['card', 'direct debit'])[id % 2 + 1], lpad((id * 7919 % 10000)::text, 4, '0'), full_name FROM shop_account;

INSERT INTO shop_order
SELECT 'ORD-' || lpad((a.id * 10 + k)::text, 5, '0'), a.id, a.home_address_id, 'pm-' || lpad(a.id::text, 4, '0'),
  a.joined_at + k * interval '91 days', k = 3
FROM shop_account a CROSS JOIN generate_series(1, 3) AS k WHERE k <= a.id % 3 + 1;

-- A colleague's card paid, and a gift went to a colleague's home: rows reached by reference that belong to somebody else.
UPDATE shop_order SET payment_method_id = 'pm-0002' WHERE number = 'ORD-00011';
UPDATE shop_order SET ship_to_address_id = 5 WHERE number = 'ORD-00012';
UPDATE shop_order SET ship_to_address_id = 31 WHERE number = 'ORD-00021';

INSERT INTO shop_order_line
SELECT o.number, l, (ARRAY['PLQ-A4', 'PIN-01', 'BOOK-26', 'RENEW-1', 'PLQ-A5'])[(o.account_id + l)::int % 5 + 1], l,
  CASE WHEN l = 1 THEN 'For ' || a.full_name END
FROM shop_order o JOIN shop_account a ON a.id = o.account_id CROSS JOIN generate_series(1, 2) AS l;

INSERT INTO shop_payment
SELECT row_number() OVER (ORDER BY o.number), o.number, sum(i.price * l.quantity), (o.placed_at + interval '2 days')::date
FROM shop_order o JOIN shop_order_line l ON l.order_number = o.number JOIN shop_article i ON i.code = l.article_code GROUP BY o.number, o.placed_at;

INSERT INTO shop_ticket
SELECT id, email, CASE WHEN id % 5 = 0 THEN split_part(email, '@', 1) || '@office.example' END, id % 2 + 1,
  'Question about my plaque', 'The engraving should read ' || full_name || '. When is it sent?', joined_at + interval '95 days'
FROM shop_account WHERE id % 2 = 1;

INSERT INTO shop_visit
SELECT CASE WHEN v = 2 THEN initcap(email) ELSE email END, joined_at + v * interval '11 days', (ARRAY['/plaques', '/renew', '/help'])[v]
FROM shop_account CROSS JOIN generate_series(1, 3) AS v;

INSERT INTO shop_invitation VALUES (1, 1, 4, '2025-02-03'), (2, 9, NULL, '2025-05-19'), (3, 14, 15, '2026-01-12');
