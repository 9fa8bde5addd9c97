import { CenteredPage } from "#components/centered-page";
import { ButtonLink } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import { findLink } from "#lib/members/one-time-link";
import { openidProvider } from "#lib/members/openid-provider";
import { OpenidForm } from "../../sign-in/openid-form.tsx";
import { PasswordForm } from "./password-form.tsx";

export const metadata = { title: "Set your password" };

/** Opening the page uses nothing up: mail scanners and chat previews open links too. */
export default async function LinkPage({ params }: PageProps<"/link/[token]">) {
  const { token } = await params;
  const link = await findLink(token);
  if (!link) {
    return (
      <CenteredPage title="This link does not work any more" lead="It was used, replaced by a newer one, or is too old. Ask whoever sent it for a new one.">
        <ButtonLink href="/sign-in">Go to sign-in</ButtonLink>
      </CenteredPage>
    );
  }
  const isInvitation = link.purpose === "invitation";
  const provider = isInvitation && !link.asksWho ? openidProvider() : null;
  return (
    <CenteredPage
      title={link.asksWho ? "Welcome to Gatehouse" : isInvitation ? `Welcome, ${link.name}` : "Set a new password"}
      lead={
        link.asksWho ? (
          "You are the first here: the platform admin. This link works once."
        ) : (
          <>
            {isInvitation ? `You are invited to ${link.tenantName ?? "run Gatehouse"}. Choose a password for ` : "For "}
            <strong className="font-semibold">{link.email}</strong>. This link works once; it ends <RelativeTime at={link.expiresAt} />.
          </>
        )
      }
    >
      <PasswordForm token={token} email={link.email} isInvitation={isInvitation} asksWho={link.asksWho} />
      {provider && <OpenidForm host={provider.host} invitation={token} />}
    </CenteredPage>
  );
}
