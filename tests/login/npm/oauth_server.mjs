// An OAuth server with its endpoints where Adobe has them. Says where it is, and serves until its input ends.

import { OAuth2Server } from "oauth2-mock-server";

const server = new OAuth2Server(undefined, undefined, {
  endpoints: { authorize: "/ims/authorize/v2", token: "/ims/token/v3", revoke: "/ims/revoke" },
});
await server.issuer.keys.generate("RS256");
await server.start(0, "127.0.0.1");
console.log(`http://127.0.0.1:${server.address().port}`);
process.stdin.resume();
process.stdin.on("end", () => server.stop());
