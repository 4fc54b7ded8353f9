// What a newcomer does: the quickstart beside a local Frame.io, its actions in a browser.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

let dev, browser, page;
let said = "";
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "newcomer-"));

// What the programs say, as soon as it fits.
function expect(pattern) {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = pattern.exec(said);
      if (found) {
        dev.off("said", look);
        resolve(found);
      }
    };
    dev.on("said", look);
    dev.once("exit", () => reject(new Error(`it has ended:\n${said}`)));
    look();
  });
}

before(async () => {
  dev = spawn(process.env.FRAMEIO, ["dev", "--listen", "127.0.0.1:0", "--speed", "100", "--no-open", "--", process.env.APP],
    { cwd: folder });
  for (const stream of [dev.stdout, dev.stderr]) {
    stream.on("data", (text) => { said += text; dev.emit("said"); });
  }
  const [, url] = await expect(/Frame\.io is at (\S+): /);
  browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox"] });
  page = await browser.newPage();
  await page.goto(url);
  await file("poster.png").waitFor();
});

after(async () => {
  await browser?.close();
  dev?.removeAllListeners("exit");
  dev?.kill();
  await new Promise((resolve) => { dev.once("exit", resolve); });
  fs.rmSync(folder, { recursive: true });
});

const file = (name) => page.locator("#assets").getByRole("button", { name, exact: true });
const heading = (name) => page.getByRole("heading", { name });

test("a form of the app is filled in, and its message read", async () => {
  await file("poster.png").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Publish" }).click();
  await heading("Publish").waitFor();
  await page.getByLabel("Platform").selectOption("youtube");
  await page.getByLabel("Caption").fill("First cut");
  await page.getByRole("button", { name: "Submit" }).click();
  await heading("Published").waitFor();
  assert.ok(await page.getByText('Sent to youtube as "First cut".').first().isVisible());
  await page.getByRole("button", { name: "Close" }).click();
  await expect(/published .*platform=youtube/);
});

test("an action is run on several files", async () => {
  await page.getByLabel("Select poster.png").check();
  await page.getByLabel("Select voice_over.wav").check();
  await page.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: "Say hello" }).click();
  await heading("Hello!").waitFor();
  assert.ok(await page.getByText("You clicked on 2 assets.").first().isVisible());
  await page.getByRole("button", { name: "Close" }).click();
});

test("an upload is told to the app when it is ready", async () => {
  await page.setInputFiles("#upload", { name: "new cut.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(1000) });
  await file("new cut.mp4").waitFor();
  await expect(/the file can be watched now/);
});
