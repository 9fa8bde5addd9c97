/**
 * Who may do what, and what everybody else is told (R1 to R5): every page, route handler and server action of the setup app and
 * every endpoint of the token service, by who asks and by what for. What is not in here makes access.spec.ts fail.
 *
 * - nobody: without a session; so are people whose sign-in is switched off, and a service account with its token
 * - member, admin: of the company whose object it is
 * - theirs: an admin of another company; "missing" reads the same for them
 * - cs, platform: staff
 */
export type Row = { what: string; object: string; cells: Record<string, string> };

/** A status; "in" leads to the sign-in page, and "home" away from it. "mixed" is an ID of their own before one of another company. "." is not tried: it is as above. */
export const pages = read(`
page                                                object    nobody member admin  theirs cs     platform
/                                                   -         in     200    200    200    200    200
/_global-error                                      -         404    404    404    404    404    404
/_not-found                                         -         404    404    404    404    404    404
/account                                            -         in     200    200    200    200    200
/api/auth/callback/openid                           -         404    404    404    404    404    404
/api/health                                         -         200    200    200    200    200    200
/api/ready                                          -         200    200    200    200    200    200
/approvals                                          -         in     403    200    200    403    403
/approvals/[clientId]                               app       in     403    200    404    403    403
                                                    missing   .      .      404    .      403    .
/audit                                              -         in     403    200    200    200    200
/authorize/[interaction]                            own       in     200    200    200    200    200
                                                    missing   .      .      200    .      200    .
/authorize/[interaction]/continue                   own       404    404    404    404    404    404
                                                    missing   .      .      404    .      404    .
/clients                                            -         in     403    200    200    200    200
/clients/[clientId]                                 own       in     403    200    404    200    200
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/activate                        sandbox   in     403    404    404    200    200
                                                    own       .      .      403    .      403    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/activity                        own       in     403    200    404    200    200
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/bulk                            partner   in     403    404    404    200    200
                                                    own       .      .      403    .      404    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/bulk/[jobId]                    partner   in     403    404    404    200    200
                                                    mixed     .      .      403    .      404    .
                                                    own       .      .      403    .      404    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/bulk/[jobId]/csv                partner   in     403    404    404    200    200
                                                    mixed     .      .      403    .      404    .
                                                    own       .      .      403    .      404    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/bulk/new                        partner   in     403    404    404    200    200
                                                    own       .      .      403    .      404    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/delete                          own       in     403    200    404    403    403
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/hand-overs                      partner   in     403    404    404    200    200
                                                    own       .      .      403    .      403    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/hand-overs/[handOverId]         partner   in     403    404    404    200    200
                                                    mixed     .      .      403    .      403    .
                                                    own       .      .      403    .      403    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/hand-overs/redirect-uris        partner   in     403    404    404    200    200
                                                    own       .      .      403    .      403    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/hand-overs/secret               partner   in     403    404    404    200    200
                                                    own       .      .      403    .      403    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/migration                       partner   in     403    404    404    200    200
                                                    own       .      .      403    .      404    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/migration/csv                   partner   in     403    404    404    200    200
                                                    own       .      .      403    .      404    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/promote                         sandbox   in     403    404    404    200    200
                                                    own       .      .      403    .      403    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/refused                         own       in     403    200    404    200    200
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/secrets                         own       in     403    200    404    200    200
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/secrets/[secretId]/reset        own       in     403    200    404    403    403
                                                    mixed     in     403    404    404    403    403
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/secrets/[secretId]/retire       own       in     403    200    404    403    403
                                                    mixed     in     403    404    404    403    403
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/secrets/new                     own       in     403    200    404    403    403
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/secrets/reset-all               own       in     403    200    404    403    403
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/settings                        own       in     403    200    404    403    403
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/tenants                         partner   in     403    404    404    200    200
                                                    own       .      .      403    .      404    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/tenants/[tenantId]/disable      partner   in     403    404    404    200    200
                                                    mixed     .      .      403    .      404    .
                                                    own       .      .      403    .      404    .
                                                    missing   .      .      404    .      404    .
/clients/[clientId]/tenants/enable                  partner   in     403    404    404    200    200
                                                    own       .      .      403    .      404    .
                                                    missing   .      .      404    .      404    .
/clients/doctor                                     -         in     403    200    200    200    200
/clients/new                                        -         in     403    200    200    200    200
/device                                             -         in     200    200    200    200    200
/device/done                                        -         200    200    200    200    200    200
/forgot-password                                    -         200    200    200    200    200    200
/hand-over/[token]                                  partner   200    200    200    200    200    200
                                                    missing   .      .      200    .      200    .
/icon.svg                                           -         200    200    200    200    200    200
/inbox                                              -         in     200    200    200    200    200
/integrations                                       -         in     200    200    200    403    403
/integrations/[clientId]                            partner   in     200    200    200    403    403
                                                    own       in     404    404    404    403    403
                                                    missing   .      .      404    .      403    .
/link/[token]                                       own       200    200    200    200    200    200
                                                    missing   .      .      200    .      200    .
/people                                             -         in     403    200    200    403    200
/people/[personId]                                  own       in     403    200    404    200    200
                                                    missing   .      .      404    .      404    .
/people/[personId]/delete                           own       in     403    200    404    403    200
                                                    missing   .      .      404    .      404    .
/people/invite                                      -         in     403    200    200    403    200
/requests                                           -         in     403    403    403    200    200
/requests/[requestId]/refuse                        own       in     403    403    403    200    200
                                                    missing   .      .      403    .      404    .
/scopes                                             -         in     403    200    200    200    200
/scopes/[name]                                      own       in     403    200    200    200    200
                                                    missing   .      .      404    .      404    .
/scopes/new                                         -         in     403    403    403    403    200
/sign-in                                            -         200    home   home   home   home   home
/teams                                              -         in     403    200    200    404    404
/tenants                                            -         in     403    403    403    200    200
/tenants/[tenantId]                                 own       in     404    404    404    200    200
                                                    missing   .      .      404    .      404    .
/tenants/[tenantId]/activity                        own       in     404    404    404    200    200
                                                    missing   .      .      404    .      404    .
/tenants/[tenantId]/delete                          own       in     404    404    404    403    200
                                                    missing   .      .      404    .      404    .
/tenants/[tenantId]/disable                         own       in     404    404    404    200    200
                                                    missing   .      .      404    .      404    .
/tenants/[tenantId]/integrations                    own       in     404    404    404    200    200
                                                    missing   .      .      404    .      404    .
/tenants/[tenantId]/integrations/enable             own       in     404    404    404    200    200
                                                    missing   .      .      404    .      404    .
/tenants/[tenantId]/people                          own       in     404    404    404    200    200
                                                    missing   .      .      404    .      404    .
/tenants/[tenantId]/settings                        own       in     404    404    404    200    200
                                                    missing   .      .      404    .      404    .
/tenants/[tenantId]/teams                           own       in     404    404    404    200    200
                                                    missing   .      .      404    .      404    .
/tenants/new                                        -         in     403    403    403    200    200
/webhook                                            -         in     403    200    200    403    200
/webhook/remove                                     -         in     403    200    200    403    .
`);

/**
 * "done"; "in" leads to the sign-in page; 403 is the want of a role and 404 that nothing was found, in words; "no" is another reason.
 * "." is not tried: these do not ask who it is, or would change what everybody shares (lib/webhooks/set-webhook.test.ts does).
 */
export const actions = read(`
action                        object             nobody member admin  theirs cs     platform
signInAction                  -                  no     .      .      .      .      .
forgotPasswordAction          -                  no     .      .      .      .      .
continueWithOpenidAction      -                  no     .      .      .      .      .
acceptLinkAction              somebody's link    no     .      .      .      .      .
                              missing            no     .      .      .      .      .
chooseTheme                   -                  done   done   done   done   done   done
changePasswordAction          -                  in     no     no     no     no     no
submitRedirectUrisAction      submission         done   .      .      .      .      .
                              missing            no     .      .      .      .      .
takeSecretAction              partner's link     done   .      .      .      .      .
                              missing            no     .      .      .      .      .
endSessionAction              own session        in     404    done   404    404    404
                              missing            .      .      404    .      404    .
revokeConsentAction           own consent        in     404    done   404    404    404
                              missing            .      .      404    .      404    .
markReadAction                -                  in     done   done   done   done   done
                              own message        in     done   done   done   done   done
                              missing            .      .      done   .      done   .
answerPromptAction            prompt             in     done   done   no     no     no
                              missing            .      .      404    .      no     .
answerDeviceAction            device             in     done   done   no     no     no
                              missing            .      .      404    .      no     .
requestInstallationAction     app                in     done   done   404    403    403
                              missing            .      .      404    .      403    .
requestEnablementAction       partner's client   in     done   done   done   403    403
                              missing            .      .      404    .      403    .
decideInstallationAction      app                in     403    done   404    403    403
                              missing            .      .      404    .      403    .
registerClientAction          -                  in     403    done   done   done   done
diagnoseAction                -                  in     403    done   done   done   done
disableAction                 client             in     403    done   404    done   done
                              partner's client   in     404    404    404    done   done
                              missing            .      .      404    .      404    .
enableAction                  disabled client    in     403    done   404    done   done
                              missing            .      .      404    .      404    .
restoreAction                 deleted client     in     403    done   404    403    403
                              missing            .      .      404    .      404    .
renameClientAction            client             in     403    done   404    403    403
                              partner's client   in     404    404    404    done   done
                              missing            .      .      404    .      404    .
changeClientAction            client             in     403    done   404    403    403
                              partner's client   in     404    404    404    done   done
                              missing            .      .      404    .      404    .
activateClientAction          draft client       in     403    done   404    403    403
                              partner's draft    in     404    404    404    done   done
                              missing            .      .      404    .      404    .
promoteClientAction           client             in     403    403    403    403    403
                              partner's sandbox  in     403    403    403    done   done
                              missing            .      .      403    .      404    .
deleteClientAction            client             in     403    done   404    403    403
                              partner's client   in     404    404    404    done   done
                              missing            .      .      404    .      404    .
issueSecretAction             client             in     403    done   404    403    403
                              partner's client   in     404    404    404    done   done
                              missing            .      .      404    .      404    .
resetSecretAction             client             in     403    done   404    403    403
                              missing            .      .      404    .      404    .
resetAllSecretsAction         client             in     403    done   404    403    403
                              missing            .      .      404    .      404    .
retireSecretAction            client             in     403    done   404    403    403
                              missing            .      .      404    .      404    .
createPersonLinkAction        person             in     403    done   404    403    done
                              missing            .      .      404    .      404    .
disablePersonAction           person             in     403    done   404    done   done
                              missing            .      .      404    .      404    .
enablePersonAction            disabled person    in     403    done   404    done   done
                              missing            .      .      404    .      404    .
endSessionsAction             person             in     403    done   404    done   done
                              missing            .      .      404    .      404    .
changeRoleAction              person             in     403    done   404    no     done
                              missing            .      .      404    .      404    .
deletePersonAction            person             in     403    done   404    403    done
                              missing            .      .      404    .      404    .
invitePersonAction            -                  in     403    done   done   403    no
                              company            in     403    done   done   done   done
createTeamAction              -                  in     403    done   done   404    404
                              company            in     403    done   done   done   done
                              missing            .      .      done   .      404    .
sendAgainAction               delivery           in     403    done   404    403    404
                              missing            .      .      404    .      403    404
enableForTenantAction         partner's client   in     403    403    403    done   done
                              missing            .      .      403    .      404    .
disableFromClientAction       enablement         in     403    403    403    done   done
                              missing            .      .      403    .      404    .
disableFromTenantAction       enablement         in     403    403    403    done   done
                              missing            .      .      403    .      404    .
grantRequestAction            request            in     403    403    403    done   done
                              missing            .      .      403    .      404    .
refuseRequestAction           request            in     403    403    403    done   done
                              missing            .      .      403    .      404    .
createSecretLinkAction        client             in     403    403    403    403    403
                              partner's client   in     403    403    403    done   done
                              missing            .      .      403    .      404    .
createRedirectUrisLinkAction  client             in     403    403    403    403    403
                              partner's client   in     403    403    403    done   done
                              missing            .      .      403    .      404    .
withdrawAction                submission         in     403    403    403    done   done
                              missing            .      .      403    .      404    .
applySubmissionAction         submission         in     403    403    403    done   done
                              missing            .      .      403    .      404    .
refuseSubmissionAction        submission         in     403    403    403    done   done
                              missing            .      .      403    .      404    .
planBulkJobAction             partner's client   in     403    403    403    done   done
                              missing            .      .      403    .      404    .
startBulkJobAction            partner's client   in     403    403    403    done   done
                              missing            .      .      403    .      404    .
cancelBulkJobAction           job                in     403    403    403    done   done
                              missing            .      .      403    .      404    .
retryBulkJobAction            job                in     403    403    403    done   done
                              missing            .      .      403    .      404    .
importMigrationAction         partner's client   in     403    403    403    done   done
                              missing            .      .      403    .      404    .
removeFromMigrationAction     migration          in     403    403    403    done   done
                              missing            .      .      403    .      404    .
registerTenantAction          -                  in     403    403    403    done   done
deleteTenantAction            company            in     403    403    403    403    done
                              missing            .      .      403    .      403    404
renameTenantAction            company            in     403    403    403    done   done
                              missing            .      .      403    .      404    .
disableTenantAction           company            in     403    403    403    done   done
                              missing            .      .      403    .      404    .
enableTenantAction            disabled company   in     403    403    403    done   done
                              missing            .      .      403    .      404    .
addScopeAction                -                  in     403    403    403    403    done
changeScopeAction             scope              in     403    403    403    403    done
                              missing            .      .      403    .      403    404
retireScopeAction             scope              in     403    403    403    403    done
                              missing            .      .      403    .      403    404
restoreScopeAction            retired scope      in     403    403    403    403    done
                              missing            .      .      403    .      403    404
setWebhookAction              -                  in     403    done   done   403    .
removeWebhookAction           -                  in     403    done   done   403    .
signOutAction                 -                  in     in     in     in     in     in
`);

/**
 * "client" is a client of a company by its secret, "other" one of another company; "token" is the first one's service account. A person's
 * cookie means nothing here. "own" is a token, team or interaction of the first company: "on" is told of it, "off" is told that there is none,
 * "kept" could not end it and "ended" could.
 */
export const endpoints = read(`
endpoint                                        object    nobody person client other  token
GET /health                                     -         200    200    200    200    200
GET /ready                                      -         200    200    200    200    200
GET /.well-known/oauth-authorization-server     -         200    200    200    200    200
GET /.well-known/openid-configuration           -         200    200    200    200    200
GET /.well-known/jwks.json                      -         200    200    200    200    200
GET /oauth/authorization                        -         400    400    400    400    400
POST /oauth/authorization                       -         400    400    400    400    400
GET /oauth/authorization/[interaction]          own       400    400    400    400    400
                                                missing   400    400    400    400    400
GET /v1/me                                      -         401    401    401    401    200
GET /oauth/userinfo                             -         401    401    401    401    403
POST /oauth/userinfo                            -         401    401    401    401    403
POST /v1/oauth/token                            own       400    400    200    400    400
                                                missing   400    400    400    400    400
POST /v1/oauth/device_authorization             -         400    400    400    400    400
POST /v1/oauth/introspect                       own       400    400    on     off    400
                                                missing   400    400    off    off    400
POST /v1/oauth/revoke                           own       kept   kept   ended  kept   kept
                                                missing   400    400    200    200    400
`);

/** Under each heading what stands below it; a row without a name belongs to the one above it. */
function read(table: string): Row[] {
  const [header = "", ...lines] = table.trim().split("\n");
  const [, , ...who] = header.split(/ +/);
  const [objectAt, cellsAt] = [header.indexOf("object"), header.indexOf("nobody")];
  let what = "";
  return lines.map((line) => {
    what = line.slice(0, objectAt).trim() || what;
    const cells = line.slice(cellsAt).trim().split(/ +/);
    if (cells.length !== who.length) throw new Error(`${what} has ${cells.length} cells`);
    return { what, object: line.slice(objectAt, cellsAt).trim(), cells: Object.fromEntries(who.map((each, index) => [each, cells[index] ?? ""])) };
  });
}
