// An admin in a browser: finds the app's pages by what can be read on them.

import { chromium } from "playwright-core";
import { patience, until } from "./signer.mjs";

export function startBrowser() {
  return chromium.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox"] });
}

export class Admin {
  failures = []; // what the browser complains of

  static async open(browser, signer, how = {}) {
    const made = new Admin();
    made.signer = signer;
    made.context = await browser.newContext(how);
    made.context.on("page", (page) => {
      page.on("console", (message) => { if (message.type() === "error") { made.failures.push(message.text()); } });
      page.on("pageerror", (error) => made.failures.push(String(error)));
    });
    made.context.setDefaultTimeout(patience);
    made.page = await made.context.newPage();
    await made.page.goto(signer.pages);
    return made;
  }

  heading(name) {
    return this.page.getByRole("heading", { name, exact: true });
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  sees(text) {
    return this.page.getByText(text).first().waitFor();
  }

  // Without waiting for the page to look by itself.
  seesSooner(text) {
    return until(`the page's "${text}"`, async () => {
      await this.page.reload();
      return this.page.getByText(text).first().isVisible();
    });
  }

  follow(name) {
    return this.page.getByRole("link", { name, exact: true }).click();
  }

  async logIn(name) {
    await this.follow("Log in with Adobe");
    await this.heading("Sign in to the local Frame.io").waitFor();
    await this.page.getByRole("button", { name }).click();
    await this.sees(`Logged in as ${name}`);
  }

  async chooseWorkspace() {
    await this.follow("Acme");
    await this.follow("Acme Films");
    await this.heading("Acme Films").waitFor();
  }

  async fill({ greeting, key, tone, ending }) {
    const fields = { "Greeting": greeting, "Key of the signing service": key, "Ending": ending };
    for (const [label, text] of Object.entries(fields)) {
      if (text !== undefined) {
        await this.page.getByLabel(label).fill(text);
      }
    }
    if (tone !== undefined) {
      await this.page.getByLabel("Tone").selectOption(tone);
    }
  }

  async save(settings) {
    await this.fill(settings);
    await this.button("Save").click();
    await this.sees("The settings are saved.");
  }

  // Anybody's form, whatever the browser knows to be wrong with it.
  async sendAnyway(button) {
    await this.page.locator("form").evaluateAll((all) => { all.forEach((each) => { each.noValidate = true; }); });
    await this.button(button).click();
  }
}
