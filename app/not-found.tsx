import { CenteredPage } from "#components/centered-page";
import { ButtonLink } from "#components/ui/button";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <CenteredPage title="There is nothing here" lead="It may have been deleted, or it belongs to another company. Check the address.">
      <ButtonLink href="/">Go to the start</ButtonLink>
    </CenteredPage>
  );
}
