/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["pg", "@node-rs/argon2", "rate-limiter-flexible", "pino"],
  images: { unoptimized: true },
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "64kb" } },
};
