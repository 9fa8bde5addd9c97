import { Lock } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export const metadata = { title: "Not allowed" };

export default function Forbidden() {
  return (
    <EmptyState icon={<Lock />} title="Your role does not open this page" action={<ButtonLink href="/">Go to the start</ButtonLink>}>
      Ask an admin of your company if you need it. Nothing was changed.
    </EmptyState>
  );
}
