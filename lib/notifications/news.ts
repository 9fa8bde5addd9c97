/** What a person can be told. Names stand in it as they were when it happened. */
export type News =
  | { kind: "enablement.enabled" | "enablement.disabled"; clientId: string; clientName: string }
  | { kind: "enablement.refused"; clientId: string; clientName: string; word: string };

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
    default:
      return null;
  }
}
