"use server";
import { action } from "../../../_server/action.ts";
import { invitePerson } from "#lib/members/invite-person";
import { invitePersonInput } from "#lib/members/schemas";

export const invitePersonAction = action(invitePersonInput, invitePerson);
