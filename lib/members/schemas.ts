import { z } from "zod";
import { newPassword } from "#lib/members/password";
import { emailAddress, isPlainText, line, uuid, version } from "#lib/text";

const password = z.string({ error: "Password is missing." }).max(1000, { error: "The password is too long." });

export const signInInput = z.object({ email: emailAddress, password, next: z.string().optional() });
export type SignInInput = z.infer<typeof signInInput>;

export const forgotPasswordInput = z.object({ email: emailAddress });
export type ForgotPasswordInput = z.infer<typeof forgotPasswordInput>;

const token = z.string().regex(/^[\w-]{43}$/, { error: "This link is not complete. Copy it again." });
/** The first platform admin says who they are; everybody else was invited by name. */
export const acceptLinkInput = z.object({ token, password: newPassword, name: line("Name").optional(), email: emailAddress.optional() });
export type AcceptLinkInput = z.infer<typeof acceptLinkInput>;

/** On the way to an OpenID provider and back: with an invitation to join, without one to sign in. */
export const openidJourney = z.object({ invitation: token.optional(), next: z.string().optional() });
export type OpenidJourney = z.infer<typeof openidJourney>;

const claim = z.string().min(1).max(255).refine(isPlainText);
/** Who somebody is by an id_token: its issuer and subject. No other claim counts, an e-mail address least of all (SS-11). */
export const openidIdentity = z.object({ iss: claim, sub: claim }).transform(({ iss, sub }) => ({ issuer: iss, subject: sub }));
export type OpenidIdentity = z.infer<typeof openidIdentity>;
export type JoinByOpenidInput = OpenidIdentity & { invitation: string };

export const changePasswordInput = z.object({ currentPassword: password, password: newPassword });
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

const role = z.enum(["platform_admin", "cs", "tenant_admin", "member"], { error: "Choose a role." });

export const invitePersonInput = z.object({
  tenantId: uuid.optional(),
  name: line("Name"),
  email: emailAddress,
  role,
});
export type InvitePersonInput = z.infer<typeof invitePersonInput>;

export const personInput = z.object({ personId: uuid });
export type PersonInput = z.infer<typeof personInput>;

export const deletePersonInput = z.object({ personId: uuid, version, typedName: z.string().max(1000).optional() });
export type DeletePersonInput = z.infer<typeof deletePersonInput>;

export const changeRoleInput = z.object({ personId: uuid, role });
export type ChangeRoleInput = z.infer<typeof changeRoleInput>;

export const sessionInput = z.object({ sessionId: uuid });
export type SessionInput = z.infer<typeof sessionInput>;
