import { PageHeader } from "#components/ui/page-header";
import { authorize, may } from "#lib/access/permissions";
import { notFound } from "#lib/errors";
import { ADMINS_MAKE_ADMINS, FIRST_IS_ADMIN } from "#lib/members/becoming-admin";
import { countTenant } from "#lib/tenants/count-tenant";
import { getTenant } from "#lib/tenants/find-tenants";
import { uuid } from "#lib/text";
import { read } from "../../../_server/read.ts";
import { InviteForm } from "./invite-form.tsx";

export const metadata = { title: "Invite a person" };

export default async function InvitePage({ searchParams }: PageProps<"/people/invite">) {
  const { tenant: asked } = await searchParams;
  const tenant = await read(async (actor) => {
    if (actor.kind === "staff" && asked === undefined) return void authorize(actor, "staff.manage");
    authorize(actor, "person.manage");
    if (actor.kind === "user") return getTenant(actor, actor.tenant.id);
    if (!uuid.safeParse(asked).success) throw notFound("This tenant");
    return getTenant(actor, String(asked));
  });
  const admins = await read(async (actor) => {
    if (!tenant || actor.kind === "user") return {};
    const isNew = (await countTenant(actor, tenant.tenantId)).admins === 0;
    if (isNew) return { adminNote: FIRST_IS_ADMIN };
    return may(actor, "person.reset_password") ? {} : { adminBarrier: ADMINS_MAKE_ADMINS };
  });
  // Customer success comes from a tenant's page, and may not see the staff.
  const back =
    asked === undefined || !tenant
      ? { href: "/people", label: tenant ? "People" : "Staff" }
      : { href: `/tenants/${tenant.tenantId}/people`, label: tenant.name };
  return (
    <>
      <PageHeader title="Invite a person" crumbs={[back]} meta={`To ${tenant?.name ?? "the staff of Gatehouse"}. They choose their own password.`} />
      <InviteForm tenantId={tenant?.tenantId} {...admins} back={back.href} />
    </>
  );
}
