// A user in a browser: clicks an action that wants a login, logs in, and goes on where it had stopped.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { DevApp } from "./dev_app.mjs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const failures = [];
let dev, browser, context, page;

before(async () => {
  dev = new DevApp();
  const url = await dev.url();
  browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox"] });
  context = await browser.newContext();
  context.on("page", (one) => {
    one.on("console", (message) => { if (message.type() === "error") { failures.push(message.text()); } });
    one.on("pageerror", (error) => failures.push(String(error)));
  });
  page = await context.newPage();
  await page.goto(url);
  await page.locator("#assets").getByRole("button", { name: "poster.png", exact: true }).waitFor();
});

after(async () => {
  await browser?.close();
  await dev?.stop();
});

const heading = (where, name) => where.getByRole("heading", { name });

async function greet() {
  await page.locator("#assets").getByRole("button", { name: "poster.png", exact: true }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Greet me" }).click();
}

// The page that the form's link opens.
async function openLogin() {
  const [opened] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: /Log in with Adobe|auth\/login/ }).click()]);
  await heading(opened, "Sign in to the local Frame.io").waitFor();
  return opened;
}

async function checkAccessibility(where) {
  await where.evaluate(axe);
  const found = await where.evaluate(() => window.axe.run());
  assert.deepEqual(found.violations.map((each) => `${each.id}: ${each.nodes[0].html}`), []);
}

test("who changes his mind is told so", async () => {
  await greet();
  await heading(page, "Please log in").waitFor();
  const opened = await openLogin();
  await opened.getByRole("button", { name: "Cancel" }).click();
  await heading(opened, "You are not logged in").waitFor();
  await opened.close();
});

test("who has logged in goes on in Frame.io", async () => {
  const opened = await openLogin();
  await opened.getByRole("button", { name: /Ada/ }).click();
  await heading(opened, "You are logged in").waitFor();
  assert.ok(!opened.url().includes("token"));
  assert.deepEqual((await context.cookies()).filter((each) => each.name.includes("login") && each.value), []);
  await opened.close();
  await page.getByRole("button", { name: "Submit" }).click();
  await heading(page, "How are you?").waitFor();
  await page.getByLabel("Mood").fill("fine");
  await page.getByRole("button", { name: "Submit" }).click();
  await heading(page, /^Hello Ada/).waitFor();
  await page.locator("dialog[open]").getByText("You are fine.").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
});

test("and is not asked again", async () => {
  await greet();
  await heading(page, "How are you?").waitFor();
  await page.keyboard.press("Escape");
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [400, 1280]) {
    test(`its pages can be read by everybody: ${colorScheme}, ${width} wide`, async () => {
      const [, app] = /listening on (\S+)|is at (http\S+)/.exec(dev.said).filter(Boolean);
      // axe is put into the page, which the page itself does not allow.
      const own = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
      const shown = await own.newPage();
      await shown.goto(`${app}/auth/login?claim=old`);
      await heading(shown, "This link does not work any more").waitFor();
      await checkAccessibility(shown);
      assert.ok(await shown.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
      if (process.env.SCREENSHOTS) {
        await shown.screenshot({ path: path.join(process.env.SCREENSHOTS, `login_${colorScheme}_${width}.png`) });
      }
      await own.close();
    });
  }
}

test("the browser has nothing to complain of", () => {
  // What is refused is told with 400, which browsers log.
  assert.deepEqual(failures.filter((each) => !each.includes("status of 400")), []);
});
