import { expect, it } from "vitest";
import { createRedirectUrisLink } from "#lib/hand-overs/create-redirect-uris-link";
import { findHandOvers } from "#lib/hand-overs/find-hand-overs";
import { createRedirectUrisLinkInput } from "#lib/hand-overs/schemas";
import { aRedirectUrisLink } from "#world/a-hand-over";

it("R34 all 30 links of a client are found, page by page, the newest first, and those of no other client", async () => {
  const { staff, client } = await aRedirectUrisLink({ note: "Link 1" });
  await aRedirectUrisLink({ note: "Of another client" });
  for (let number = 2; number <= 30; number++)
    await createRedirectUrisLink(staff, createRedirectUrisLinkInput.parse({ clientId: client.clientId, note: `Link ${number}` }));
  const first = await findHandOvers(staff, client.clientId, {});
  const second = await findHandOvers(staff, client.clientId, { after: first.older ?? "" });
  expect([...first.rows, ...second.rows].map(({ note }) => note)).toEqual(Array.from({ length: 30 }, (_, index) => `Link ${30 - index}`));
  expect([first.newer, first.rows.length, second.older]).toEqual([null, 25, null]);
  expect((await findHandOvers(staff, client.clientId, { before: second.newer ?? "" })).rows).toEqual(first.rows);
});
