import { SettingsSection } from "#components/ui/settings-section";
import { SubmitButton } from "#components/ui/submit-button";
import type { ScopeView } from "#lib/scopes/find-scopes";
import { restoreScopeAction, retireScopeAction } from "./actions.ts";

/** Says for how many clients before it is done. */
export function RetireScope({ scope: { name, clients, isRetired } }: { scope: ScopeView }) {
  const who = clients === 0 ? "No client is" : clients === 1 ? "1 client is" : `${clients} clients are`;
  return (
    <SettingsSection
      id="retire"
      title={isRetired ? "Retired" : "Retire"}
      about={
        isRetired ? "Nobody can get it. Its words stay readable, and it can be brought back." : "For access that is no longer given. It can be brought back."
      }
    >
      <p className="max-w-prose">
        {isRetired ? (
          <>
            <strong className="font-semibold">
              {who} allowed it{clients > 0 && " still"}.
            </strong>{" "}
            {clients > 0 && "Brought back, it works for them again at the next token request."}
          </>
        ) : (
          <>
            <strong className="font-semibold">{who} allowed it.</strong>{" "}
            {clients > 0 && "A token request that asks for it is refused as a whole from then on, until the application leaves it out. "}
            Tokens that were issued with it keep it until they end.
          </>
        )}
      </p>
      <form action={isRetired ? restoreScopeAction : retireScopeAction}>
        <input type="hidden" name="scopeName" value={name} />
        <SubmitButton variant="secondary">{isRetired ? "Bring it back" : "Retire scope"}</SubmitButton>
      </form>
    </SettingsSection>
  );
}
