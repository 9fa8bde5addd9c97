/** How long an old secret goes on after a reset, in seconds (R20). */
export const gracePeriods = { "0": "Stop it now", "3600": "1 hour", "86400": "24 hours", "604800": "7 days" } as const;

/** How long a new secret works, in days; forced expiry causes outages, so never is the default. */
export const expiryPresets = { "": "Never", "7": "7 days", "30": "30 days", "90": "90 days", "180": "180 days", "365": "1 year" } as const;
