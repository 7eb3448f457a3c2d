// Opens a page in a real browser and says, as JSON on standard output, what it found there.
//
//   node examine.mjs PROFILE FILE.html [FOLDER]
//
// PROFILE is a new, empty folder for the browser. With FOLDER, pictures and a PDF are left there.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const WIDTHS = [320, 768, 1440];
const SCHEMES = ["light", "dark"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const [profile, file, folder] = process.argv.slice(2);
const address = pathToFileURL(resolve(file)).href;
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.KALMAR_CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  bypassCSP: true, // so that axe can be put into the page, whose own policy allows no script
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const found = { requests: [], errors: [], views: [], pages: 0 };
try {
  const page = await browser.newPage();
  page.on("request", (request) => {
    if (request.url() !== address) found.requests.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") found.errors.push(message.text());
  });
  page.on("pageerror", (error) => found.errors.push(String(error)));
  page.on("dialog", (dialog) => {
    found.errors.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(address);
      const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
      const view = { width, colorScheme, scrollWidth, violations: [] };
      if (folder) await page.screenshot({ path: join(folder, `${width}-${colorScheme}.png`), fullPage: true });
      if (!process.env.KALMAR_PICTURES_ONLY) {
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document));
        view.violations = violations.map(({ id, help, nodes }) => ({
          id, help, nodes: nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`),
        }));
      }
      found.views.push(view);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(address);
  const pdf = await page.pdf({ preferCSSPageSize: true, path: folder && join(folder, "report.pdf") });
  found.pages = pdf.toString("latin1").split(/\/Type\s*\/Page\b/).length - 1;
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
