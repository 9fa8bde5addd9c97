import { CenteredPage } from "#components/centered-page";
import { ButtonLink } from "#components/ui/button";

export const metadata = { title: "Not understood" };

export default function Unauthorized() {
  return (
    <CenteredPage title="This request was not understood" lead="Nothing was changed. Go back and try again.">
      <ButtonLink href="/">Go to the start</ButtonLink>
    </CenteredPage>
  );
}
