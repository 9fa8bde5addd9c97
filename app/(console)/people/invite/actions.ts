"use server";
import { invitePerson } from "#lib/members/invite-person";
import { invitePersonInput } from "#lib/members/schemas";
import { action } from "../../../_server/action.ts";

export const invitePersonAction = action(invitePersonInput, invitePerson);
