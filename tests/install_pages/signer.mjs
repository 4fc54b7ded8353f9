// The installable app beside a local Frame.io, whose platform is asked here what it has.

import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DevApp } from "./dev_app.mjs";

// Also for what is tried again after a while, which is half a minute later at most.
export const patience = 45_000;

// What `look` returns, as soon as there is any.
export async function until(what, look) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`this has not come: ${what}`);
    }
    await pause(50);
  }
}

// As a developer's build does: the program is there at once, as a whole.
function put(folder, version, deliveriesAt) {
  const program = path.join(folder, "signer");
  const environment = `FRAMEIO_TOKEN= SIGNER_VERSION=${version} FRAMEIO_PATH=${deliveriesAt}`; // it is nobody by itself
  const text = `#!/bin/sh\n${environment} exec "${process.env.APP}" "$@"\n`;
  fs.writeFileSync(`${program}.new`, text, { mode: 0o755 });
  fs.renameSync(`${program}.new`, program);
  return program;
}

export class Signer {
  #folder;
  #turn = 0;
  #dev = new DevApp((folder) => {
    this.#folder = folder;
    fs.writeFileSync(path.join(folder, "signer.css"), ".brand { letter-spacing: 1px; }\n");
    return put(folder, 1, "/");
  });

  async start() {
    this.platform = await this.#dev.url();
    [, this.pages] = await this.#dev.expect(/Install it at (\S+)/);
  }

  // Other handlers, and another path for deliveries. It stays where it was.
  async change() {
    put(this.#folder, 2, "/events");
    await this.#dev.expect(/signer has changed[^]*Install it at/);
  }

  stop() {
    return this.#dev.stop();
  }

  async ask(where, body) {
    const how = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const answer = await fetch(this.platform + where, how);
    const got = await answer.json();
    if (!answer.ok || got.error) {
      throw new Error(`${where}: ${JSON.stringify(got)}`);
    }
    return got;
  }

  async all(kind) {
    return (await this.ask("/sim/resources")).resources.filter((each) => each.kind === kind);
  }

  async find(kind, name) {
    return (await this.all(kind)).find((each) => each.name === name);
  }

  async webhook() {
    const [one] = await this.all("webhook");
    return one && { name: one.name, events: one.events.toSorted(), path: new URL(one.url).pathname };
  }

  async actions() {
    return (await this.all("action")).map((each) => `${each.event}: ${each.name}`).toSorted();
  }

  // What the app says on a file that is ready, and as whom.
  async signature() {
    const known = new Set((await this.all("comment")).map((each) => each.id));
    // The same event twice in a second is taken for a repetition: each time it is another file's.
    const files = await this.all("file");
    await this.ask("/sim/trigger", { type: "file.ready", resource_id: files[this.#turn++ % files.length].id });
    const made = await until("a comment", async () => (await this.all("comment")).find((each) => !known.has(each.id)));
    const users = await this.all("user");
    return { text: made.text, by: users.find((each) => each.id === made.creator_id)?.name };
  }

  // From now on that goes wrong; what waits for it goes on after `allIsWell`.
  goesWrong(operation, how) {
    return this.ask("/sim/faults", { operation, ...how });
  }

  allIsWell() {
    return this.ask("/sim/faults/clear", {});
  }

  // How the last delivery to the app went.
  async lastDelivery() {
    const [last] = (await this.ask("/sim/deliveries")).deliveries;
    return last;
  }

  // As an admin could on the platform's own pages.
  async removeAction(name) {
    const { token } = await this.ask("/sim/login", { user_id: (await this.find("user", "Ada Moreno")).id });
    const one = await this.find("action", name);
    await fetch(`${this.platform}/v4/accounts/${one.account_id}/actions/${one.id}`,
      { method: "DELETE", headers: { Authorization: `Bearer ${token}` } });
  }

  async click(action) {
    return this.ask("/sim/click", {
      action_id: (await this.find("action", action)).id,
      user_id: (await this.find("user", "Ada Moreno")).id,
      assets: [{ type: "file", id: (await this.find("file", "poster.png")).id }],
    });
  }

  submit({ interaction_id }, data = {}) {
    return this.ask("/sim/submit", { interaction_id, data });
  }
}
