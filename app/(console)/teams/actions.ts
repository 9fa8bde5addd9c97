"use server";
import { createTeamInput } from "#lib/tenants/schemas";
import { createTeam } from "#lib/tenants/teams";
import { action } from "../../_server/action.ts";

export const createTeamAction = action(createTeamInput, createTeam);
