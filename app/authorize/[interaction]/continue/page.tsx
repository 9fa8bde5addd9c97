import { notFound } from "next/navigation";
import { CenteredPage } from "#components/centered-page";
import { findReturnUrl } from "#lib/consents/find-return-url";
import { read } from "../../../_server/read.ts";
import { GoOn } from "../go-on.tsx";

export const metadata = { title: "Going on" };

export default async function ContinuePage({ params, searchParams }: PageProps<"/authorize/[interaction]/continue">) {
  const { interaction } = await params;
  const { ticket } = await searchParams;
  if (typeof ticket !== "string") notFound();
  const url = await read((actor) => findReturnUrl(actor, { interaction, ticket }));
  return (
    <CenteredPage title="Going on" lead="Your answer is on its way to the app.">
      <GoOn url={url} />
    </CenteredPage>
  );
}
