import Link from "next/link";
import { redirect } from "next/navigation";
import { CenteredPage } from "#components/centered-page";
import { currentActor } from "../_server/current-actor.ts";
import { localPath } from "./local-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  const target = localPath(typeof next === "string" ? next : undefined);
  if (await currentActor()) redirect(target);
  return (
    <CenteredPage
      title="Sign in"
      footer={
        <Link href="/forgot-password" className="prose-link">
          Forgot your password?
        </Link>
      }
    >
      <SignInForm next={target} />
    </CenteredPage>
  );
}
