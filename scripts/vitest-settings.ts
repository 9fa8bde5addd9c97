import { inject } from "vitest";

// Vitest numbers the workers that run at the same time from one.
const worker = Number(process.env.VITEST_POOL_ID ?? 1) - 1;

Object.assign(process.env, inject("secrets"), inject("databases")[worker]);
