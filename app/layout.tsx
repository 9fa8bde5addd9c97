import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Nonce } from "#components/nonce";
import { ToastProvider } from "#components/ui/toast";
import { currentTheme } from "./_server/theme.ts";

export const metadata: Metadata = { title: { default: "Gatehouse", template: "%s · Gatehouse" }, robots: "noindex" };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await currentTheme();
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <Nonce />
        <ToastProvider>{children}</ToastProvider>
      </body>
    </html>
  );
}
