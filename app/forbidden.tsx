import { CenteredPage } from "#components/centered-page";
import { ButtonLink } from "#components/ui/button";

export const metadata = { title: "Not allowed" };

export default function Forbidden() {
  return (
    <CenteredPage title="Your role does not open this page" lead="Ask an admin of your company if you need it. Nothing was changed.">
      <ButtonLink href="/">Go to the start</ButtonLink>
    </CenteredPage>
  );
}
