// The same visits in a browser that runs no scripts. Frame.io's own page needs them, so a program clicks there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Admin, startBrowser } from "./admin.mjs";
import { Signer } from "./signer.mjs";

const signer = new Signer();
let browser, ada;

before(async () => {
  await signer.start();
  browser = await startBrowser();
  ada = await Admin.open(browser, signer, { javaScriptEnabled: false });
});

after(async () => {
  await browser?.close();
  await signer.stop();
});

test("it is installed, and the page comes to its end by itself", async () => {
  await ada.logIn("Ada Moreno");
  await ada.chooseWorkspace();
  await ada.fill({ greeting: "Hello", key: "a key", ending: "Yours, Ada" });
  await signer.goesWrong("actions.create", { status: 429 });
  await ada.button("Install").click();
  await ada.sees("The app is being installed in this workspace.");
  await signer.allIsWell();
  await ada.sees("The app is installed in this workspace.");
  assert.deepEqual(await signer.webhook(), { name: "Acme Signer", events: ["file.ready"], path: "/" });
  assert.deepEqual(await signer.actions(), ["acme.archive: Archive", "acme.greet: Greet me"]);
});

test("its webhook is delivered", async () => {
  assert.deepEqual(await signer.signature(), { text: "Hello (friendly, a key) Yours, Ada", by: "Ada Moreno" });
});

test("its action is clicked by a user, who logs in", async () => {
  const asked = await signer.click("Greet me");
  assert.equal(asked.answer.title, "Please log in");
  const login = await ada.context.newPage();
  await login.goto(asked.answer.fields.find((each) => each.type === "link").value);
  await login.getByRole("button", { name: /Ada/ }).click();
  await login.getByRole("heading", { name: "You are logged in" }).waitFor();
  await login.close();
  assert.equal((await signer.submit(asked)).answer.title, "Hello Ada Moreno");
});

test("settings are changed, and a secret that is left blank stays", async () => {
  await ada.save({ greeting: "Good day", tone: "formal" });
  assert.equal((await signer.signature()).text, "Good day (formal, a key) Yours, Ada");
});

test("an app whose handlers have changed is updated", async () => {
  await signer.change();
  await ada.page.reload();
  await ada.button("Update").click();
  await ada.sees("Everything is as the app wants it.");
  assert.deepEqual(await signer.webhook(),
    { name: "Acme Signer", events: ["file.ready", "project.created"], path: "/events" });
  assert.deepEqual(await signer.actions(), ["acme.greet: Welcome me", "acme.publish: Publish"]);
  assert.equal((await signer.signature()).text, "Good day (formal, a key) Yours, Ada");
});

test("it is uninstalled", async () => {
  await ada.follow("Uninstall");
  await ada.button("Uninstall").click();
  await ada.sees("The app is not installed in this workspace.");
  assert.deepEqual(await signer.all("webhook"), []);
  assert.deepEqual(await signer.all("action"), []);
  await ada.button("Log out").click();
  await ada.page.getByRole("link", { name: "Log in with Adobe" }).waitFor();
  assert.deepEqual(ada.failures, []);
});
