import { AnswerForm } from "#components/answer-form";
import { CenteredPage } from "#components/centered-page";
import { Button } from "#components/ui/button";
import { TextField } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { findDevicePrompt } from "#lib/consents/find-device-prompt";
import { shownUserCode, userCodeField } from "#lib/consents/schemas";
import { read } from "../_server/read.ts";
import { AskedScopes } from "../authorize/[interaction]/asked-scopes.tsx";
import { answerDeviceAction } from "./actions.ts";
import { GoOnElsewhere } from "./go-on-elsewhere.tsx";

export const metadata = { title: "Connect a device" };

/** Where a device sends its person (RFC 8628 section 3.3); the code may come with the address, and must be compared all the same. */
export default async function DevicePage({ searchParams }: PageProps<"/device">) {
  const { code } = await searchParams;
  const typed = typeof code === "string" ? code.trim() : "";
  const { actor, prompt } = await read(async (actor) => ({ actor, prompt: typed ? await findDevicePrompt(actor, typed) : null }));
  const place = actor.kind === "user" ? actor.tenant : undefined;
  if (prompt?.state === "refused") return <CenteredPage title="This cannot go on" lead={prompt.reason} {...(place && { place })} />;
  if (!prompt || prompt.state === "ended") {
    return (
      <CenteredPage title="Connect a device" lead="Type the code that your device shows." {...(place && { place })}>
        {prompt && (
          <Notice tone="error" isNews>
            No device waits with this code. Compare it with what the device shows, or start again there.
          </Notice>
        )}
        <form method="get" className="flex flex-col gap-4">
          <TextField label="Code" name="code" defaultValue={typed} autoComplete="off" autoCapitalize="characters" spellCheck={false} required />
          <Button type="submit" variant="primary">
            Go on
          </Button>
        </form>
      </CenteredPage>
    );
  }
  const { client, scopes } = prompt;
  const shown = shownUserCode(userCodeField.parse(typed));
  return (
    <CenteredPage
      title={`Allow ${client.name} on your device to act for you?`}
      lead={client.maker ? `Made by ${client.maker}.` : "It does not say who made it."}
      {...(place && { place })}
      footer={`You are signed in as ${actor.name} (${actor.email}). You can take this back at any time under Your account.`}
    >
      <Notice tone="warn">
        Approve only if a device of yours shows the code <strong className="font-mono whitespace-nowrap">{shown}</strong> now. If somebody sent it to you, deny.
      </Notice>
      <AskedScopes scopes={scopes} />
      <AnswerForm action={answerDeviceAction} fields={{ userCode: typed }} />
      <GoOnElsewhere code={shown} />
    </CenteredPage>
  );
}
