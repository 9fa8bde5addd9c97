import { SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <EmptyState icon={<SearchX />} title="There is nothing here" action={<ButtonLink href="/">Go to the start</ButtonLink>}>
      It may have been deleted, or it belongs to another company. Check the address.
    </EmptyState>
  );
}
