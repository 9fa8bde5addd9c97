import { CenteredPage } from "#components/centered-page";

export const metadata = { title: "Go back to your device" };

export default async function DonePage({ searchParams }: PageProps<"/device/done">) {
  const { denied } = await searchParams;
  return denied === undefined ? (
    <CenteredPage title="Go back to your device" lead="It goes on by itself in a few seconds. You can close this page." />
  ) : (
    <CenteredPage title="You denied it" lead="The device got nothing. You can close this page." />
  );
}
