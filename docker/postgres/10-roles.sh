#!/bin/sh
# Run once by the image of PostgreSQL on an empty volume: the lesser role of the parts, the database of the keys, Temporal's owner.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set app_password="$RIGHTSDESK_APP_PASSWORD" --set temporal_password="$TEMPORAL_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE rightsdesk_app LOGIN PASSWORD :'app_password';
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal_password';
CREATE DATABASE rightsdesk_keys;
SQL
