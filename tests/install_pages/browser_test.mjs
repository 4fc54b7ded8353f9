// From the first visit of an admin to the last: what the pages say, what the platform has, what the app does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Admin, startBrowser } from "./admin.mjs";
import { bringAxe, look } from "./looks.mjs";
import { Signer, until } from "./signer.mjs";

const signer = new Signer();
const key = "k3y-of-the-signing-service";
let browser, ada;

before(async () => {
  await signer.start();
  browser = await startBrowser();
  ada = await Admin.open(browser, signer);
  await bringAxe(ada.context);
  await ada.page.reload();
});

after(async () => {
  await browser?.close();
  await signer.stop();
});

const see = (name) => look(ada.page, name);

test("an admin logs in, and chooses a workspace", async () => {
  await ada.heading("Install Acme Signer").waitFor();
  await ada.sees("file.ready");
  await see("1_landing");
  await ada.logIn("Ada Moreno");
  await see("2_accounts");
  await ada.follow("Acme");
  await ada.heading("Acme").waitFor();
  await see("3_workspaces");
  await ada.follow("Acme Films");
  await ada.sees("The app is not installed in this workspace.");
  await see("4_not_installed");
});

test("settings that are not complete are shown again, without the secret", async () => {
  await ada.fill({ key, tone: "formal", ending: "With <b>love</b>" });
  await ada.sendAnyway("Install");
  await ada.sees("The app needs this.");
  assert.equal(await ada.page.getByLabel("Ending").inputValue(), "With <b>love</b>");
  assert.equal(await ada.page.getByLabel("Tone").inputValue(), "formal");
  assert.equal(await ada.page.getByLabel("Key").inputValue(), "");
  assert.ok(!(await ada.page.content()).includes(key));
  await ada.sees("Please enter this once more");
  await see("5_not_complete");
  assert.deepEqual(await signer.all("webhook"), []);
});

test("what Frame.io refuses is undone, and told", async () => {
  await signer.goesWrong("actions.create", { status: 403, times: 1 });
  await ada.fill({ greeting: "Hello", key, ending: "Yours, Ada" });
  await ada.button("Install").click();
  await ada.sees("The last attempt has failed");
  await see("6_failed");
  assert.deepEqual(await signer.all("webhook"), []);
  assert.deepEqual(await signer.actions(), []);
});

test("it is installed while the page says how far it is", async () => {
  await signer.goesWrong("actions.create", { status: 429 });
  await ada.fill({ greeting: "Hello", key, tone: "friendly", ending: "Yours, Ada" });
  await ada.button("Install").click();
  await ada.follow("Look without refreshing");
  await ada.seesSooner(/^Step 2 of 3: create the action "Greet me"/);
  await see("7_under_way");
  await signer.allIsWell();
  await ada.follow("Look again");
  await ada.seesSooner("The app is installed in this workspace.");
  await see("8_installed");
  assert.deepEqual(await signer.webhook(), { name: "Acme Signer", events: ["file.ready"], path: "/" });
  assert.deepEqual(await signer.actions(), ["acme.archive: Archive", "acme.greet: Greet me"]);
  assert.ok(!(await ada.page.content()).includes(key));
});

test("its webhook is delivered, with the secret of the installation, and it calls as the admin", async () => {
  assert.deepEqual(await signer.signature(), { text: `Hello (friendly, ${key}) Yours, Ada`, by: "Ada Moreno" });
  const delivered = await until("the acknowledgement", async () => {
    const last = await signer.lastDelivery();
    return last.state === "delivered" && last;
  });
  assert.equal(delivered.type, "file.ready");
  assert.deepEqual(delivered.attempts.map((each) => each.status), [200]);
});

test("its action is clicked by a user, who logs in", async () => {
  const frameio = await ada.context.newPage();
  await frameio.goto(signer.platform);
  await frameio.locator("#assets").getByRole("button", { name: "poster.png", exact: true }).click({ button: "right" });
  await frameio.getByRole("menuitem", { name: "Greet me" }).click();
  await frameio.getByRole("heading", { name: "Please log in" }).waitFor();
  const link = frameio.getByRole("link", { name: /Log in with Adobe|auth\/login/ });
  const [login] = await Promise.all([ada.context.waitForEvent("page"), link.click()]);
  await login.getByRole("button", { name: /Ada/ }).click();
  await login.getByRole("heading", { name: "You are logged in" }).waitFor();
  await look(login, "9_logged_in");
  await login.close();
  await frameio.getByRole("button", { name: "Submit" }).click();
  await frameio.getByRole("heading", { name: "Hello Ada Moreno" }).waitFor();
  await frameio.close();
});

test("settings are changed, and a secret that is left blank stays", async () => {
  await ada.save({ greeting: "Good day", tone: "formal", ending: "" });
  await see("10_saved");
  assert.equal((await signer.signature()).text, `Good day (formal, ${key}) `);
});

test("and goes when its admin says so", async () => {
  await ada.page.getByLabel("Remove it").check();
  await ada.save({ ending: "Yours" });
  assert.equal((await signer.signature()).text, "Good day (formal, no key) Yours");
  await ada.sees("It is not set.");
});

test("an app whose handlers have changed is updated", async () => {
  await signer.change();
  await ada.page.reload();
  await ada.sees("The app is told of project.created.");
  await see("11_changed");
  await ada.button("Update").click();
  await ada.sees("Everything is as the app wants it.");
  assert.deepEqual(await signer.webhook(),
    { name: "Acme Signer", events: ["file.ready", "project.created"], path: "/events" });
  assert.deepEqual(await signer.actions(), ["acme.greet: Welcome me", "acme.publish: Publish"]);
  assert.equal((await signer.signature()).text, "Good day (formal, no key) Yours");
  assert.equal((await signer.click("Publish")).answer.title, "Done");
});

test("what somebody has removed is repaired", async () => {
  await signer.removeAction("Publish");
  await ada.page.reload();
  await ada.sees('The action "Publish" (acme.publish) is not there any more');
  await see("12_broken");
  await ada.button("Repair").click();
  await ada.sees("Everything is as the app wants it.");
  assert.equal((await signer.click("Publish")).answer.title, "Done");
});

test("who is no admin of it is refused", async () => {
  const ben = await Admin.open(browser, signer);
  await bringAxe(ben.context);
  await ben.logIn("Ben Okafor");
  await ben.sees("You have no Frame.io account that can install Acme Signer.");
  await look(ben.page, "13_no_account");
  const refused = await ben.page.goto(ada.page.url());
  assert.equal(refused.status(), 403);
  await ben.heading("You cannot install the app there").waitFor();
  await look(ben.page, "14_refused");
  await ben.follow("All accounts");
  await ben.sees("Logged in as Ben Okafor");
  await ben.context.close();
});

test("it is uninstalled, once the admin has said twice that it is meant", async () => {
  await ada.follow("Uninstall");
  await ada.heading("Uninstall Acme Signer?").waitFor();
  await see("15_uninstall");
  await ada.follow("Keep it");
  await ada.follow("Uninstall");
  await ada.button("Uninstall").click();
  await ada.sees("The app is not installed in this workspace.");
  await see("16_uninstalled");
  assert.deepEqual(await signer.all("webhook"), []);
  assert.deepEqual(await signer.all("action"), []);
});

test("who logs out is asked again", async () => {
  const workspace = ada.page.url();
  await ada.button("Log out").click();
  await ada.page.getByRole("link", { name: "Log in with Adobe" }).waitFor();
  await ada.page.goto(workspace);
  await ada.page.getByRole("link", { name: "Log in with Adobe" }).waitFor();
  assert.equal(ada.page.url(), signer.pages);
});

test("the app's own stylesheet is taken, and the browser has nothing to complain of", async () => {
  const brand = ada.page.getByText("Acme Signer", { exact: true }).first();
  assert.equal(await brand.evaluate((one) => window.getComputedStyle(one).letterSpacing), "1px");
  // What is refused is told with 400, which browsers log.
  assert.deepEqual(ada.failures.filter((each) => !each.includes("status of 400")), []);
});
