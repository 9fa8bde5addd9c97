/** What a person can be told. Names stand in it as they were when it happened. */
export type News =
  | { kind: "enablement.enabled" | "enablement.disabled"; clientId: string; clientName: string }
  | { kind: "enablement.refused"; clientId: string; clientName: string; word: string }
  | { kind: "installation.requested" | "installation.approved" | "installation.denied"; clientId: string; clientName: string; by: string }
  | { kind: "installation.renamed"; clientId: string; clientName: string; formerName: string };

export type Told = { title: string; detail: string; href: string };

/** In words, and where to go on; for a kind that an older version wrote, nothing. */
export function tell(news: News): Told | null {
  const href = `/integrations/${news.clientId}`;
  switch (news.kind) {
    case "enablement.enabled":
      return { title: `${news.clientName} is enabled`, detail: "People of your company can use it from now on.", href };
    case "enablement.disabled":
      return { title: `${news.clientName} is disabled`, detail: "It was switched off for your company. Nothing gets in through it any more.", href };
    case "enablement.refused":
      return { title: `${news.clientName} was not enabled`, detail: news.word || "No reason was given.", href };
    case "installation.requested":
      return {
        title: `${news.by} asks to let ${news.clientName} in`,
        detail: "It acts for the whole company, so an admin decides.",
        href: `/approvals/${news.clientId}`,
      };
    case "installation.approved":
      return { title: `${news.clientName} is approved`, detail: `${news.by} let it in. An admin connects it from the app.`, href: "/account" };
    case "installation.denied":
      return { title: `${news.clientName} was denied`, detail: `${news.by} answered your request.`, href: "/account" };
    case "installation.renamed":
      return {
        title: `${news.formerName} is called ${news.clientName} now`,
        detail: "Your company has let it in. What it may do is as it was approved.",
        href: `/approvals/${news.clientId}`,
      };
    default:
      return null;
  }
}
