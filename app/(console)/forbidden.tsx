import { ButtonLink } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import { currentActor } from "../_server/current-actor.ts";

export const metadata = { title: "Not allowed" };

export default async function Forbidden() {
  const actor = await currentActor();
  return (
    <PageHeader
      title="Your role does not open this page"
      meta={`Ask ${actor?.kind === "staff" ? "a platform admin" : "an admin of your company"} if you need it. Nothing was changed.`}
      actions={<ButtonLink href="/">Go to the start</ButtonLink>}
    />
  );
}
