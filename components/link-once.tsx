import { ButtonLink } from "#components/ui/button";
import { Identifier } from "#components/ui/identifier";
import { Notice } from "#components/ui/notice";
import { exactTime } from "#components/ui/relative-time";

type Props = { title: string; url: string; email: string /** How often. */; works?: string; expiresAt: Date; done: { href: string; label: string } };

/** A one-time link to pass on. Only its digest is stored, so this is the one place where it can be copied. */
export function LinkOnce({ title, url, email, works = "It works once", expiresAt, done }: Props) {
  return (
    <div className="flex max-w-2xl flex-col items-start gap-4">
      <Notice tone="success" title={title} isNews>
        Send this link to {email}. {works}, until {exactTime(expiresAt)}. It cannot be shown again, but a new one can be made.
      </Notice>
      <div className="w-full rounded-control border bg-sunken px-3.5 py-3 text-sm">
        <Identifier value={url} label="Copy the link" />
      </div>
      <ButtonLink href={done.href}>{done.label}</ButtonLink>
    </div>
  );
}
