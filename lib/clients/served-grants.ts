import type { Grant } from "#prisma/generated/enums";

/** What the token service answers today. Its metadata and the pages of the setup app promise this and no more. */
export const servedGrants: readonly Grant[] = ["authorization_code", "refresh_token", "client_credentials", "device_code"];
