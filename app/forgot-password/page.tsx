import Link from "next/link";
import { CenteredPage } from "#components/centered-page";
import { env } from "#lib/env";
import { ForgotPasswordForm } from "./forgot-password-form.tsx";

export const metadata = { title: "Forgot your password?" };

export default function ForgotPasswordPage() {
  const sendsMail = Boolean(env().SMTP_URL);
  return (
    <CenteredPage
      title="Forgot your password?"
      lead={
        sendsMail
          ? "We mail you a link with which you can set a new one. It works once, for 24 hours."
          : "Ask an admin of your company: on the page People they can make a link with which you set a new one. A platform admin who is locked out runs “npm run recover” on the server."
      }
      footer={
        <Link href="/sign-in" className="prose-link">
          Back to sign-in
        </Link>
      }
    >
      {sendsMail && <ForgotPasswordForm />}
    </CenteredPage>
  );
}
