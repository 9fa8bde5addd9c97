/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["pg", "@node-rs/argon2", "rate-limiter-flexible", "pino"],
  images: { unoptimized: true },
  // `npm test` checks the types of everything, tests included; the first start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "1mb" } },
};
