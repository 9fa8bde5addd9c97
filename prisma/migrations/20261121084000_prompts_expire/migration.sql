-- What waits for a person goes soon after nobody can answer it. It is found without reading through a day of expired tokens.
CREATE INDEX oidc_artifact_prompts_expire ON oidc_artifact (expires_at) WHERE kind IN ('Interaction', 'DeviceCode');
