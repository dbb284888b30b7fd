-- Which master keys wrap the keys, at once: asked before a key is added, and while the master key is changed.
CREATE INDEX "subject_key_key_id_idx" ON "subject_key" ("key_id") WHERE "wrapped_key" IS NOT NULL;
