import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { Notice } from "#components/ui/notice";
import type { ClientKind } from "#lib/clients/client-kinds";

const kinds: Record<ClientKind, { label: string; description: string }> = {
  server: {
    label: "A web application on a server",
    description: "People sign in through it, and its server keeps a secret: most web applications and integrations.",
  },
  browser: {
    label: "A browser or mobile app",
    description: "A single-page app, a phone or a desktop app. What runs on people's own devices keeps no secret; PKCE protects it.",
  },
  device: {
    label: "A TV or another device",
    description: "It has no browser of its own: a person types a short code on their phone or computer.",
  },
  job: {
    label: "A job without a person",
    description: "A nightly export or another server: it obtains tokens by itself, with its secret.",
  },
};

type Props = { name: string; defaultValue: string; errors: string[] | undefined; jobLockedReason: string | null };

/** Asks in people's words for what decides the type and the grants. All of it can be changed later. */
export function KindChoice({ name, defaultValue, errors, jobLockedReason }: Props) {
  return (
    <ChoiceGroup id={name} label="What is the application?" hint="This chooses the settings it begins with. You can change each of them later." errors={errors}>
      {Object.entries(kinds).map(([kind, { label, description }]) => (
        <ChoiceCard
          key={kind}
          type="radio"
          name={name}
          value={kind}
          label={label}
          description={description}
          defaultChecked={defaultValue === kind}
          lockedReason={kind === "job" ? jobLockedReason : undefined}
        />
      ))}
      <div className="hidden group-has-[#kind-job:checked]/new:block">
        <Notice tone="warn">
          Tokens from client credentials reach everything in a team, private notes included. Where a person's own access is enough, choose an application that
          people sign in to.
        </Notice>
      </div>
    </ChoiceGroup>
  );
}
