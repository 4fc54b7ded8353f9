// Each page in both themes and in two widths: whether everybody can read it, and a picture.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// It is there before the page, which would not let it in.
export function bringAxe(context) {
  return context.addInitScript(axe);
}

async function check(page, what) {
  const { violations } = await page.evaluate(() => window.axe.run({ rules: { "target-size": { enabled: true } } }));
  assert.deepEqual(violations.map((each) => `${what}: ${each.id}: ${each.nodes[0].html}`), []);
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.ok(!isTooWide, `${what} is too wide`);
}

export async function look(page, name) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const width of [400, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const what = `${name}_${colorScheme}_${width}`;
      await check(page, what);
      if (process.env.SCREENSHOTS) {
        await page.screenshot({ path: path.join(process.env.SCREENSHOTS, `${what}.png`), fullPage: true });
      }
    }
  }
}
