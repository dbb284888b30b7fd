-- CreateTable
CREATE TABLE "seal_signature" (
    "seal_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "kid" TEXT NOT NULL,
    "fragment" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(0) NOT NULL,
    "signature" BYTEA NOT NULL,

    CONSTRAINT "seal_signature_pkey" PRIMARY KEY ("seal_id","form","content_hash")
);

-- Evidence: the parts of the program add to it and change nothing.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON "seal_signature" FROM rightsdesk_app;
  END IF;
END $$;
