import { Lock } from "lucide-react";
import { roleNames } from "#lib/access/permissions";

export function ReadOnlyReason() {
  return (
    <p className="flex gap-1.5 text-sm text-muted">
      <Lock className="mt-0.5" />
      You can read the catalogue. Changing it needs the role {roleNames.platform_admin}.
    </p>
  );
}
