import { CenteredPage } from "#components/centered-page";
import { SubmitButton } from "#components/ui/submit-button";
import type { SignedInActor } from "#lib/access/actor";
import { signOutAction } from "../../sign-in/actions.ts";

/** The app does not rely on a sign-in of earlier (OpenID Connect: prompt=login, max_age). */
export function SignInAgain({ name, interaction, actor }: { name: string; interaction: string; actor: SignedInActor }) {
  return (
    <CenteredPage
      title="Sign in again to go on"
      lead={`${name} wants to be sure that it is you, and asks that you sign in once more.`}
      {...(actor.kind === "user" && { place: actor.tenant })}
      footer={`You are signed in as ${actor.name} (${actor.email}).`}
    >
      <form action={signOutAction} className="flex flex-col">
        <input type="hidden" name="next" value={`/authorize/${interaction}`} />
        <SubmitButton variant="primary">Sign in again</SubmitButton>
      </form>
    </CenteredPage>
  );
}
