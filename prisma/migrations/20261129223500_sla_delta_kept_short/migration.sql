-- Rows pass through this table within seconds. Without these settings it is cleaned only when a fifth of it is dead, and each reading of the
-- figures goes over what is left of a busy hour.
ALTER TABLE "sla_delta" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);
ALTER TABLE "sla_count" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
