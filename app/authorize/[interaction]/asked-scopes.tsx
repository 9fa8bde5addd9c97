import type { Prompt } from "#lib/consents/find-prompt";

type Asked = Extract<Prompt, { state: "asks" | "goes_on" }>;

/** What the client asks for, in the words of the catalogue (R26). */
export function AskedScopes({ scopes }: Pick<Asked, "scopes">) {
  if (scopes.length === 0) return <p>It learns who you are and at which company, and can do nothing else.</p>;
  return (
    <div>
      <p>It will be able to:</p>
      <ul className="mt-2 rounded-control border">
        {scopes.map(({ name, title, description }) => (
          <li key={name} className="border-t px-3.5 py-2.5 first:border-t-0">
            <p className="font-medium">{title}</p>
            <p className="text-sm text-muted">{description}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
