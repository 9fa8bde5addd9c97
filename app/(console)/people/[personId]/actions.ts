"use server";
import { roleNames } from "#lib/access/permissions";
import { changeRole } from "#lib/members/change-role";
import { createPersonLink } from "#lib/members/create-person-link";
import { disablePerson, enablePerson } from "#lib/members/disable-person";
import { endSessions } from "#lib/members/end-sessions";
import { changeRoleInput, personInput } from "#lib/members/schemas";
import { action, press } from "../../../_server/action.ts";
import { flash } from "../../../_server/flash.ts";

export const createPersonLinkAction = action(personInput, createPersonLink);
export const disablePersonAction = press(personInput, disablePerson, () => ({ text: "The sign-in is switched off. It holds at once." }));
export const enablePersonAction = press(personInput, enablePerson, () => ({ text: "The sign-in is switched on." }));
export const endSessionsAction = press(personInput, endSessions, () => ({ text: "Every session has ended." }));
export const changeRoleAction = action(changeRoleInput, changeRole, ({ name, role, endsInvitation }) =>
  flash({
    text: `${name} has the role ${roleNames[role]} now. ${endsInvitation ? "The invitation to the other role has ended: make a new link for them." : "It holds at their next request."}`,
  }),
);
