// The simulator's page in a real browser, with a mouse, with a keyboard alone, and looked at by axe.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import http from "node:http";
import { createRequire } from "node:module";
import { after, before, beforeEach, test } from "node:test";
import fs from "node:fs";
import { chromium } from "playwright-core";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const form = {
  title: "Publish", description: "Where should it go?",
  fields: [
    { type: "select", label: "Platform", name: "platform", value: "youtube",
      options: [{ name: "Vimeo", value: "vimeo" }, { name: "YouTube", value: "youtube" }] },
    { type: "text", label: "Caption", name: "caption", value: "as it was" },
    { type: "textarea", label: "Notes", name: "notes" },
    { type: "boolean", label: "Tell the team", name: "tell", value: "true" },
    { type: "link", label: "Help", name: "help", value: "https://example.com/help" },
  ],
};
const message = { title: "Published", description: "It is on its way." };

let simulator, app, url, browser, page;
let asked = []; // the bodies of actions
const failures = [];

// An app: answers a click with a form, and a form with a message.
async function startApp() {
  app = http.createServer((request, response) => {
    let body = "";
    request.on("data", (octets) => { body += octets; });
    request.on("end", () => {
      const event = JSON.parse(body);
      if (event.action_id) {
        asked.push(event);
        response.end(JSON.stringify(event.data ? message : form));
      } else {
        response.end();
      }
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => app.once("listening", resolve));
  return `http://127.0.0.1:${app.address().port}`;
}

async function startSimulator() {
  simulator = spawn(process.env.FRAMEIO, ["sim", "--listen", "127.0.0.1:0", "--token", "token", "--ids", "1", "--speed", "100"]);
  return new Promise((resolve) => {
    simulator.stdout.on("data", (said) => {
      const found = /http:\/\/[\d.:]+/.exec(said);
      if (found) {
        resolve(found[0]);
      }
    });
  });
}

async function register(appUrl) {
  const { resources } = await (await fetch(`${url}/sim/resources`)).json();
  const workspace = resources.find((each) => each.kind === "workspace");
  const make = (what, data) => fetch(`${url}/v4/accounts/${workspace.account_id}/workspaces/${workspace.id}/${what}`, {
    method: "POST", headers: { Authorization: "Bearer token" }, body: JSON.stringify({ data }) });
  await make("webhooks", { name: "all", url: appUrl, events: ["file.created", "file.ready", "comment.created"] });
  await make("actions", { name: "Archive", description: "Puts it away", event: "acme.archive", url: appUrl });
  await make("actions", { name: "Publish", description: "Sends it", event: "acme.publish", url: appUrl });
}

before(async () => {
  url = await startSimulator();
  await register(await startApp());
  browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  app?.close();
  simulator?.kill();
});

async function open(options = {}) {
  await page?.context().close();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
  page.on("pageerror", (error) => failures.push(error.message));
  page.on("console", (line) => { if (line.type() === "error") { failures.push(line.text()); } });
  await page.goto(url);
  await file("poster.png").waitFor();
}

beforeEach(async () => {
  asked = [];
  failures.length = 0;
  await open();
});

const file = (name) => page.locator("#assets").getByRole("button", { name, exact: true });
const deliveries = (type) => page.locator("#deliveries > li", { has: page.getByText(type) });
const delivery = (type) => deliveries(type).first();
const heading = (name) => page.getByRole("heading", { name });

test("an upload appears, and is told until it is ready", async () => {
  await page.setInputFiles("#upload", { name: "new cut.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(1000) });
  await file("new cut.mp4").waitFor();
  await delivery("file.ready").getByText("delivered").waitFor();
  assert.deepEqual(failures, []);
});

test("a right-click runs an action on one file: a form, then a message", async () => {
  await file("poster.png").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Publish" }).click();
  await heading("Publish").waitFor();
  assert.equal(await page.getByLabel("Platform").inputValue(), "youtube");
  assert.equal(await page.getByRole("link", { name: "https://example.com/help" }).getAttribute("href"), "https://example.com/help");
  await page.getByLabel("Caption").fill("A caption");
  await page.getByLabel("Tell the team").uncheck();
  await page.getByRole("button", { name: "Submit" }).click();
  await heading("Published").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  const [clicked, submitted] = asked;
  assert.equal(clicked.type, "acme.publish");
  assert.equal(clicked.resource.type, "file");
  assert.deepEqual(submitted.data, { platform: "youtube", caption: "A caption", notes: "", tell: "false" });
  assert.equal(submitted.interaction_id, clicked.interaction_id);
  assert.deepEqual(failures, []);
});

test("several files are acted on together", async () => {
  await page.getByLabel("Select poster.png").check();
  await page.getByLabel("Select voice_over.wav").check();
  await page.getByText("2 selected").waitFor();
  await page.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await heading("Publish").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  assert.equal(asked[0].resources.length, 2);
  assert.equal(asked.length, 1);
});

test("all of it can be done with a keyboard alone", async () => {
  const press = async (...keys) => { for (const each of keys) { await page.keyboard.press(each); } };
  const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);
  const tabTo = async (name, key = "Tab") => {
    for (let i = 0; i < 60 && (await focused()) !== name; ++i) {
      await press(key);
    }
    assert.equal(await focused(), name);
  };
  await tabTo("Select poster.png");
  await press("Space");
  await page.getByText("1 selected").waitFor();
  await tabTo("Actions", "Shift+Tab");
  await press("Enter");
  assert.equal(await focused(), "Archive");
  await press("Escape");
  assert.equal(await focused(), "Actions");
  await press("Enter", "ArrowDown");
  assert.equal(await focused(), "Publish");
  await press("ArrowDown");
  assert.equal(await focused(), "Archive");
  await press("ArrowUp", "Enter");
  await heading("Publish").waitFor();
  await press("Tab");
  await page.keyboard.type("By keyboard");
  await press("Enter");
  await heading("Published").waitFor();
  await press("Escape");
  assert.match(asked[1].data.caption, /By keyboard/);
});

test("folders are made and entered, and files commented on", async () => {
  await page.getByRole("button", { name: "New folder" }).click();
  await file("New folder").waitFor();
  await file("Dailies").click();
  await file("A001_C003.mov").click();
  await page.getByLabel("Say something about it").fill("<b>Good</b> take");
  await page.getByRole("button", { name: "Comment" }).click();
  await page.locator("#comments li", { hasText: "Ada Moreno <b>Good</b> take" }).waitFor();
  await delivery("comment.created").getByText("delivered").waitFor();
  await page.locator("#path").getByRole("button", { name: "Spring spot" }).click();
  await file("poster.png").waitFor();
  assert.deepEqual(failures, []);
});

test("a delivery is shown with its signature, and is sent again", async () => {
  await page.setInputFiles("#upload", { name: "again.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  const one = deliveries("file.created").last(); // the oldest stays where it is
  await one.getByText("delivered").waitFor();
  await one.locator("summary").click();
  await one.getByRole("button", { name: "Verify signature" }).first().click();
  await page.getByText("The signature is that of the secret").waitFor();
  await one.getByRole("button", { name: "Send again" }).click();
  await one.getByText("attempt 2").waitFor();
});

const faults = () => page.getByRole("list", { name: "What goes wrong" }).getByRole("listitem");
const rules = async () => (await (await fetch(`${url}/sim/faults`)).json()).rules;

test("faults of requests are added, counted, and removed", async () => {
  await page.getByText("What is struck is decided from the seed 1").waitFor();
  await page.getByLabel("What happens").selectOption("an error, after the effect");
  await page.getByLabel("Status").fill("502");
  await page.getByLabel("In how many cases").fill("50.5");
  await page.getByLabel("How many times").fill("3");
  await page.getByRole("button", { name: "Add the fault" }).click();
  await page.getByText("From now on that goes wrong").waitFor();
  await faults().getByText("struck 0, 3 left").waitFor();
  assert.equal(await faults().textContent(), "comments.create: an error 502, after the effect, in 50.5 % of all cases struck 0, 3 left");
  const [{ number, ...rule }] = await rules();
  assert.deepEqual(rule, { operation: "comments.create", status_after: 502, probability: 0.505, times: 3, struck: 0, left: 3 });
  await page.getByRole("button", { name: "Remove all faults" }).click();
  await page.getByText("Nothing goes wrong but by itself").waitFor();
  assert.deepEqual(await rules(), []);
  assert.deepEqual(failures, []);
});

test("faults of deliveries are added with a keyboard, and shown where they strike", async () => {
  await page.getByLabel("What is to go wrong with").focus();
  await page.keyboard.press("d"); // the other of the two begins with it
  await page.getByLabel("Events").fill("file.c*");
  await page.getByLabel("What happens").selectOption("it comes again, later");
  await page.getByLabel("By so many ms").fill("20");
  await page.keyboard.press("Enter");
  await faults().getByText("file.c*: twice, 20 ms late").waitFor();
  await page.setInputFiles("#upload", { name: "copied.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  await faults().getByText("struck 1").waitFor();
  await delivery("file.created").getByText("a copy, 20 ms later").first().waitFor();
  await page.getByRole("button", { name: "Remove all faults" }).click();
  assert.deepEqual(failures, []);
});

test("a fault of nothing is refused, in words", async () => {
  await page.getByLabel("Operations").fill("comment.create");
  await page.getByRole("button", { name: "Add the fault" }).click();
  await page.getByText("Not done: there is no operation comment.create").waitFor();
  assert.deepEqual(failures.splice(0), ["Failed to load resource: the server responded with a status of 400 (Bad Request)"]);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 400]) {
    test(`nothing keeps people from using it: ${colorScheme}, ${width} px wide`, async () => {
      await open({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      const look = async (what) => {
        const { violations } = await page.evaluate(async (source) => { eval(source); return axe.run(); }, axe);
        assert.deepEqual(violations.map((each) => `${what}: ${each.impact} ${each.id}: ${each.nodes[0].html}`), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} is too wide`);
      };
      await file("poster.png").click();
      await page.getByLabel("What is to go wrong with").selectOption("deliveries to apps");
      await page.getByRole("button", { name: "Add the fault" }).click();
      await faults().getByText("struck").waitFor();
      await look("the page");
      await page.getByRole("button", { name: "Remove all faults" }).click();
      await file("poster.png").click({ button: "right" });
      await look("the menu");
      await page.getByRole("menuitem", { name: "Publish" }).click();
      await heading("Publish").waitFor();
      await look("the form");
    });
  }
}
