// What a newcomer does: the quickstart beside a local Frame.io, its actions in a browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { DevApp } from "./dev_app.mjs";

let dev, browser, page;

before(async () => {
  dev = new DevApp();
  const url = await dev.url();
  browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox"] });
  page = await browser.newPage();
  await page.goto(url);
  await file("poster.png").waitFor();
});

after(async () => {
  await browser?.close();
  await dev?.stop();
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
  assert.ok(await page.getByRole("dialog").getByText('Sent to youtube as "First cut".').isVisible());
  await page.getByRole("button", { name: "Close" }).click();
  await dev.expect(/published .*platform=youtube/);
});

test("an action is run on several files", async () => {
  await page.getByLabel("Select poster.png").check();
  await page.getByLabel("Select voice_over.wav").check();
  await page.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: "Say hello" }).click();
  await heading("Hello!").waitFor();
  assert.ok(await page.getByRole("dialog").getByText("You clicked on 2 assets.").isVisible());
  await page.getByRole("button", { name: "Close" }).click();
});

test("an upload is told to the app when it is ready", async () => {
  await page.setInputFiles("#upload", { name: "new cut.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(1000) });
  await file("new cut.mp4").waitFor();
  await dev.expect(/the file can be watched now/);
});
