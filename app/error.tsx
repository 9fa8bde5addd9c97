"use client";

import { CenteredPage } from "#components/centered-page";
import { Button } from "#components/ui/button";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <CenteredPage
      title="Something went wrong on our side"
      lead={<>What you were doing may not have been saved. {error.digest && <>If it happens again, tell us this number: {error.digest}.</>}</>}
    >
      <Button onClick={reset}>Try again</Button>
    </CenteredPage>
  );
}
