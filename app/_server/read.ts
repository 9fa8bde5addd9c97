import "server-only";
import { forbidden, notFound } from "next/navigation";
import type { SignedInActor } from "#lib/access/actor";
import { DomainError } from "#lib/errors";
import { requireActor } from "./current-actor.ts";

/** Reads for a page: what the actor cannot see is its 404, what they may not do its 403. */
export async function read<T>(work: (actor: SignedInActor) => Promise<T>): Promise<T> {
  const actor = await requireActor();
  try {
    return await work(actor);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") notFound();
    if (error instanceof DomainError && error.code === "forbidden") forbidden();
    throw error;
  }
}
