import { Lock } from "lucide-react";
import { needsRole } from "#lib/access/permissions";

export function ReadOnlyReason() {
  return (
    <p className="flex gap-1.5 text-sm text-muted">
      <Lock className="mt-0.5" />
      You can read the catalogue. To change it: {needsRole("scope.manage")}
    </p>
  );
}
