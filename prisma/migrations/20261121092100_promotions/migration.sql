-- AlterTable
ALTER TABLE "client" ADD COLUMN     "promoted_from_id" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "client_promoted_from_id_key" ON "client"("promoted_from_id");

-- R47. Without the first, a tenant could take the place of a partner's production client.
-- No foreign key: when the sandbox client is purged, the production client is not touched.
ALTER TABLE client ADD CONSTRAINT client_promotion CHECK (promoted_from_id IS NULL OR (tenant_id IS NULL AND environment = 'production'));
