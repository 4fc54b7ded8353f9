// An app beside a local Frame.io, as `frameio dev` starts them, in a folder of its own.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export class DevApp {
  #process;
  #folder = fs.mkdtempSync(path.join(os.tmpdir(), "dev-app-"));
  said = ""; // by both

  // `program` names the app's, and may put things in the folder.
  constructor(program = () => process.env.APP) {
    this.#process = spawn(process.env.FRAMEIO, ["dev", "--listen", "127.0.0.1:0", "--speed", "100", "--no-open", "--",
      program(this.#folder)], { cwd: this.#folder });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream.on("data", (text) => { this.said += text; this.#process.emit("said"); });
    }
  }

  // What they say, as soon as it fits.
  expect(pattern) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(this.said);
        if (found) {
          this.#process.off("said", look);
          resolve(found);
        }
      };
      this.#process.on("said", look);
      this.#process.once("exit", () => reject(new Error(`it has ended:\n${this.said}`)));
      look();
    });
  }

  // Of Frame.io's page.
  async url() {
    return (await this.expect(/Frame\.io is at (\S+): /))[1];
  }

  async stop() {
    this.#process.removeAllListeners("exit");
    this.#process.kill();
    await new Promise((resolve) => { this.#process.once("exit", resolve); });
    fs.rmSync(this.#folder, { recursive: true });
  }
}
