"use client";

import { useEffect } from "react";

/**
 * Leaves for the token service. Not by a redirect: a browser holds every redirect that follows a form against the page's CSP,
 * and the last one leads to wherever the client has registered.
 */
export function GoOn({ url }: { url: string }) {
  useEffect(() => window.location.replace(url), [url]);
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={`0;url=${url}`} />
      </noscript>
      <a href={url} className="prose-link">
        Go on if nothing happens
      </a>
    </>
  );
}
