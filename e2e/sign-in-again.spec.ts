import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import * as openid from "openid-client";
import { endpoints } from "#lib/endpoints";
import { aClient, addRedirectUris, configure } from "#world/a-client";
import { aMember, PASSWORD } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApplication } from "./an-application.ts";
import { signInAs } from "./sign-in-as.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an application signs somebody in with OpenID Connect who is signed in already, and asks them to do it again", async ({ page }) => {
      const { admin } = await aTenant();
      const [person, application, { clientId, secret }] = [await aMember(admin), await anApplication(), await aClient(admin, { name: "Ledger Notes" })];
      await addRedirectUris(clientId, ["http://127.0.0.1/cb"]);
      await configure(clientId, { grants: ["authorization_code"] });
      await signInAs(page.context(), person);

      const insecure = { execute: [openid.allowInsecureRequests] };
      const config = await openid.discovery(new URL(endpoints().issuer), clientId, secret, openid.ClientSecretBasic(secret), insecure);
      const [pkceCodeVerifier, expectedNonce, expectedState] = [openid.randomPKCECodeVerifier(), openid.randomNonce(), openid.randomState()];
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: application.redirectUri,
        scope: "openid profile email",
        prompt: "login",
        nonce: expectedNonce,
        state: expectedState,
        code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: "S256",
      });
      await page.goto(url.href);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in again to go on");
      if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.getByRole("button", { name: "Sign in again" }).click();
      await page.getByLabel("E-mail address").fill(person.email);
      await page.getByLabel("Password").fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in" }).click();

      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Allow Ledger Notes to act for you?");
      for (const words of ["Know who you are", "See your name", "See your e-mail address"]) await expect(page.getByText(words)).toBeVisible();
      await page.getByRole("button", { name: "Approve" }).click();
      await page.waitForURL(`${application.redirectUri}?**`);
      const checks = { pkceCodeVerifier, expectedNonce, expectedState, maxAge: 300, idTokenExpected: true };
      const tokens = await openid.authorizationCodeGrant(config, new URL(page.url()), checks);
      expect(tokens.claims()).toMatchObject({ sub: person.personId, name: person.name, email: person.email });
      expect(await openid.fetchUserInfo(config, tokens.access_token, person.personId)).toMatchObject({ name: person.name });
    });
  });
}
