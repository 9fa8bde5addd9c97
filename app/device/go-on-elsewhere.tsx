import { QrCode } from "#components/ui/qr-code";
import { deviceUrl } from "#lib/endpoints";

/** For whoever is at a desktop and signed in on the phone. It approves nothing: the page that it opens asks the same (RFC 8628 section 5.4). */
export function GoOnElsewhere({ code }: { code: string }) {
  return (
    <details>
      <summary className="inline-flex min-h-7 items-center text-sm font-medium text-muted hover:text-ink">Answer on your phone instead</summary>
      <div className="flex flex-wrap items-center gap-4 pt-2">
        <QrCode text={deviceUrl(code)} label="QR code that opens this page" />
        <p className="min-w-40 flex-1 text-sm text-muted">
          Point the phone's camera at it. This page opens there with the code filled in, and asks you the same question: nothing is allowed until you approve.
        </p>
      </div>
    </details>
  );
}
