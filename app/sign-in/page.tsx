import Link from "next/link";
import { redirect } from "next/navigation";
import { CenteredPage } from "#components/centered-page";
import { Notice } from "#components/ui/notice";
import { openidProvider } from "#lib/members/openid-provider";
import { currentActor } from "../_server/current-actor.ts";
import { readFlash } from "../_server/flash.ts";
import { localPath } from "./local-path.ts";
import { OpenidForm } from "./openid-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  const target = localPath(typeof next === "string" ? next : undefined);
  if (await currentActor()) redirect(target);
  const provider = openidProvider();
  const message = await readFlash();
  return (
    <CenteredPage
      title="Sign in"
      footer={
        <Link href="/forgot-password" className="prose-link">
          Forgot your password?
        </Link>
      }
    >
      {message?.isRefusal && (
        <Notice tone="error" isNews>
          {message.text}
        </Notice>
      )}
      <SignInForm next={target} />
      {provider && <OpenidForm host={provider.host} next={target} />}
    </CenteredPage>
  );
}
