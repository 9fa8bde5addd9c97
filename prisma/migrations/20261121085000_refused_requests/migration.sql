-- Use and refusals: what the token service writes beside its requests, in batches, and the pages of a client show.

ALTER TABLE "refused_request" ADD COLUMN "minute" INTEGER NOT NULL,
ADD COLUMN "times" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "value" TEXT NOT NULL DEFAULT '';
CREATE INDEX "refused_request_at_idx" ON "refused_request"("at");
CREATE UNIQUE INDEX "refused_request_client_id_minute_endpoint_error_reason_valu_key" ON "refused_request"("client_id", "minute", "endpoint", "error", "reason", "value");
CREATE INDEX "usage_day_day_idx" ON "usage_day"("day");

-- A stranger can cause these rows, so the table itself bounds them.
ALTER TABLE refused_request ADD CONSTRAINT refused_request_lengths
  CHECK (length(endpoint) <= 40 AND length(error) <= 60 AND length(reason) <= 60 AND length(value) <= 300);

GRANT SELECT, UPDATE (at, times), DELETE ON refused_request TO gh_token;
GRANT SELECT, DELETE ON usage_day TO gh_worker;
