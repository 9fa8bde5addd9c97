"use client";

import { setNonce } from "get-nonce";

/** Lets Radix add its scroll lock under a nonce CSP. Reads the nonce where Next already put it, so that it is never a prop in the payload. */
export function Nonce() {
  if (typeof document !== "undefined") {
    const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
    if (nonce) setNonce(nonce);
  }
  return null;
}
