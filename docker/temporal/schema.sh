#!/bin/sh
# One shot of temporalio/admin-tools: makes Temporal's databases and brings their schema to the version of the tools. Safe to repeat.
# Run it with the new tools before each minor version of the server; one minor version at a time.
set -eu
tool() {
  temporal-sql-tool --plugin postgres12 --endpoint "$POSTGRES_SEEDS" --port "$DB_PORT" --user "$POSTGRES_USER" --database "$@"
}
for pair in temporal:temporal temporal_visibility:visibility; do
  database=${pair%%:*}
  folder=${pair##*:}
  tool "$database" create
  tool "$database" setup-schema -v 0.0 || true
  tool "$database" update-schema -d "/etc/temporal/schema/postgresql/v12/$folder/versioned"
done
