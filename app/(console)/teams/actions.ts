"use server";
import { action } from "../../_server/action.ts";
import { createTeam } from "#lib/tenants/teams";
import { createTeamInput } from "#lib/tenants/schemas";

export const createTeamAction = action(createTeamInput, createTeam);
