// Anybody gets a name under these, so a wildcard there would hand codes to strangers. The database holds the same list.
export const SHARED_PLATFORMS = [
  "amplifyapp.com",
  "appspot.com",
  "awsapprunner.com",
  "azurecontainerapps.io",
  "azurestaticapps.net",
  "azurewebsites.net",
  "blogspot.com",
  "bubbleapps.io",
  "cloudapp.net",
  "cloudfront.net",
  "codesandbox.io",
  "csb.app",
  "deno.dev",
  "elasticbeanstalk.com",
  "firebaseapp.com",
  "fly.dev",
  "github.dev",
  "github.io",
  "gitlab.io",
  "gitpod.io",
  "glitch.me",
  "herokuapp.com",
  "koyeb.app",
  "lhr.life",
  "loca.lt",
  "lovable.app",
  "myshopify.com",
  "netlify.app",
  "ngrok-free.app",
  "ngrok-free.dev",
  "ngrok.app",
  "ngrok.dev",
  "ngrok.io",
  "on.aws",
  "ondigitalocean.app",
  "onrender.com",
  "pages.dev",
  "railway.app",
  "render.com",
  "repl.co",
  "replit.app",
  "replit.dev",
  "run.app",
  "s3.amazonaws.com",
  "stackblitz.io",
  "streamlit.app",
  "supabase.co",
  "surge.sh",
  "trycloudflare.com",
  "vercel.app",
  "vercel.dev",
  "web.app",
  "webcontainer.io",
  "webflow.io",
  "wixsite.com",
  "wordpress.com",
  "workers.dev",
];

// co.uk, com.au: registries, not owners.
const REGISTRY = /^(?:ac|co|com|edu|go|gov|ne|net|or|org)\.[a-z]{2}$/i;

/** `*` or `*.` begins the host. */
export function startsWithWildcard(host: string | undefined): host is string {
  return host !== undefined && /^\*(?:\.|$)/.test(host);
}

/** What follows `*.` */
export function wildcardBase(host: string): string {
  return host.slice(2);
}

export function hasOwner(base: string): boolean {
  return base.includes(".") && !REGISTRY.test(base);
}

export function isOnSharedPlatform(base: string): boolean {
  const small = base.toLowerCase();
  return SHARED_PLATFORMS.some((platform) => small === platform || small.endsWith(`.${platform}`));
}
