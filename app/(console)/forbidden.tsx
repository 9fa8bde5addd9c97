import { ButtonLink } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";

export const metadata = { title: "Not allowed" };

export default function Forbidden() {
  return (
    <PageHeader
      title="Your role does not open this page"
      meta="Ask an admin of your company if you need it. Nothing was changed."
      actions={<ButtonLink href="/">Go to the start</ButtonLink>}
    />
  );
}
