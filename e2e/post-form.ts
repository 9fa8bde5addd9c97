import type { APIRequestContext, APIResponse } from "@playwright/test";

type Fields = Record<string, string>;

/**
 * Sends a form as a browser without JavaScript does: with the hidden fields that name its action.
 * @param which a text that only this form of the page holds.
 */
export async function postForm(request: APIRequestContext, path: string, which: string, fields: Fields, headers: Fields = {}): Promise<APIResponse> {
  const html = await (await request.get(path)).text();
  const form = html.match(/<form\b.*?<\/form>/gs)?.find((each) => each.includes(which));
  if (!form) throw new Error(`${path} has no form with ${which}`);
  const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [attribute(tag, "name"), attribute(tag, "value")]);
  return request.post(path, {
    multipart: { ...Object.fromEntries(hidden), ...fields },
    headers: { Origin: new URL(path, process.env.SETUP_APP_URL).origin, ...headers },
    maxRedirects: 0,
  });
}

function attribute(tag: string, name: string): string {
  const value = tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "";
  return value.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
