import type { Prompt } from "#lib/consents/find-prompt";

type Asked = Extract<Prompt, { state: "asks" | "goes_on" }>;

/**
 * What the client asks for, in the words of the catalogue (R26).
 * @param forCompany the name of the company that it acts for, where it does not act for a person.
 */
export function AskedScopes({ scopes, forCompany }: Pick<Asked, "scopes"> & { forCompany?: string }) {
  if (scopes.length === 0)
    return <p>It learns {forCompany === undefined ? "who you are and at which company" : "which company it acts for"}, and can do nothing else.</p>;
  return (
    <div>
      <p>It will be able to{forCompany !== undefined && `, for all of ${forCompany}`}:</p>
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
