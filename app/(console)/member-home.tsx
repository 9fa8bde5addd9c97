import { Blocks } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import type { ConsentView } from "#lib/consents/find-consents";
import type { Asked } from "#lib/home/find-asked";
import { ConsentList } from "./account/consent-list.tsx";
import { AskedList } from "./asked-list.tsx";

type Props = { company: string; asked: Asked[]; consents: ConsentView[] };

/** For whoever manages nothing: what they have asked for, what they have allowed, and where there is more. */
export function MemberHome({ company, asked, consents }: Props) {
  const toIntegrations = <ButtonLink href="/integrations">See the integrations</ButtonLink>;
  return (
    <>
      <PageHeader title="Home" meta={`What concerns you at ${company}.`} actions={asked.length > 0 && toIntegrations} />
      <section aria-labelledby="asked" className="flex flex-col gap-3">
        <h2 id="asked" className="text-lg font-semibold">
          What you have asked for
        </h2>
        {asked.length > 0 ? (
          <AskedList asked={asked} />
        ) : (
          <EmptyState icon={<Blocks />} title="You have asked for nothing" action={toIntegrations}>
            Partners offer applications that can work with {company}. Find the one you need, and say what for: the answer stands here.
          </EmptyState>
        )}
      </section>
      <section aria-labelledby="allowed" className="flex flex-col gap-3">
        <h2 id="allowed" className="text-lg font-semibold">
          Apps you have allowed
        </h2>
        {consents.length > 0 && <p className="-mt-2 text-muted">They act for you until you take it back; then their access ends at once.</p>}
        <ConsentList consents={consents} />
      </section>
    </>
  );
}
