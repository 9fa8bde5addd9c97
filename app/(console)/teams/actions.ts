"use server";
import { createTeam } from "#lib/tenants/create-team";
import { createTeamInput } from "#lib/tenants/schemas";
import { action } from "../../_server/action.ts";

export const createTeamAction = action(createTeamInput, createTeam);
