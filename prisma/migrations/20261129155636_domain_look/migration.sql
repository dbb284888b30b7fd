-- AlterTable
ALTER TABLE "member_domain" ADD COLUMN     "look" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "member_domain_look_idx" ON "member_domain"("look");
