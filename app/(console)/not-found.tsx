import { ButtonLink } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <PageHeader
      title="There is nothing here"
      meta="It may have been deleted, or it belongs to another company. Check the address."
      actions={<ButtonLink href="/">Go to the start</ButtonLink>}
    />
  );
}
