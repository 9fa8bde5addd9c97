"use client";

// Next's own page would need inline styles, which the CSP forbids.
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>Something went wrong on our side</h1>
          <p>Nothing was lost that was saved. Load the page again in a moment.</p>
        </main>
      </body>
    </html>
  );
}
