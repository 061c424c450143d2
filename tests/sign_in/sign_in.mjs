// sign_in.mjs <origin> <tenant> <application> <secret> <refresh token>: gets tokens for an application and for a user
// from the emulator by Microsoft's libraries, and reads a resource with each.
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
import https from 'node:https';

const require = createRequire(process.cwd() + '/');
const { ConfidentialClientApplication } = require('@azure/msal-node');
const { ClientSecretCredential } = require('@azure/identity');

const [origin, tenant, clientId, clientSecret, refreshToken] = process.argv.slice(2);
const scopes = ['https://api.partnercenter.microsoft.com/.default'];

function get(path, token) {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    return new Promise((done, fail) =>
        https.get(origin + path, { headers }, (response) => {
            response.resume();
            done(response.statusCode);
        }).on('error', fail));
}

async function check(library, token) {
    assert.ok(token, `${library} returns a token`);
    assert.equal(await get('/v1/customers', token), 200, `the token of ${library} is accepted`);
    console.log(`${library}: ok`);
}

assert.equal(await get('/v1/customers'), 401);

const msal = new ConfidentialClientApplication({
    auth: { clientId, clientSecret, authority: `${origin}/${tenant}`, knownAuthorities: [new URL(origin).host] },
});
await check('msal-node, App-only', (await msal.acquireTokenByClientCredential({ scopes })).accessToken);
await check('msal-node, App+User', (await msal.acquireTokenByRefreshToken({ scopes, refreshToken })).accessToken);

// Instance discovery of an unknown authority would ask login.microsoftonline.com.
const identity = new ClientSecretCredential(tenant, clientId, clientSecret,
                                            { authorityHost: origin, disableInstanceDiscovery: true });
await check('azure-identity', (await identity.getToken(scopes)).token);

await assert.rejects(new ClientSecretCredential(tenant, clientId, 'wrong',
                                                { authorityHost: origin, disableInstanceDiscovery: true })
                         .getToken(scopes));
console.log('a wrong secret is refused: ok');
