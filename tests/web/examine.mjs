// Opens a page in a real browser and says, as JSON on standard output, what it found there.
//
//   node examine.mjs PROFILE FILE.html...
//
// PROFILE is a new, empty folder for the browser. With KALMAR_PICTURES naming a folder, pictures of
// each page and a PDF are left there.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const WIDTHS = [320, 768, 1440];
const SCHEMES = ["light", "dark"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const [profile, ...files] = process.argv.slice(2);
const folder = process.env.KALMAR_PICTURES;
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.KALMAR_CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  bypassCSP: true, // so that axe can be put into the page, whose own policy allows no script
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const picture = (file) => join(folder, basename(file, ".html"));

async function violations(page, tags) {
  // Only the violations are read, and by their HTML: to work out a selector for every element is slow.
  const options = { resultTypes: ["violations"], selectors: false };
  if (tags) options.runOnly = { type: "tag", values: tags };
  const result = await page.evaluate((wanted) => globalThis.axe.run(document, wanted), options);
  return result.violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`),
  }));
}

async function examined(file) {
  const address = pathToFileURL(resolve(file)).href;
  const found = { file, requests: [], errors: [], views: [], pages: 0 };
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
  await page.goto(address);
  await page.evaluate(axe);
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      // At its narrowest in the dark with one year alone, else with all.
      const year = colorScheme === "dark" && width === 320 ? "#year-1" : "#year-0";
      if (await page.locator(year).count()) await page.check(year);
      const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
      if (folder) await page.screenshot({ path: `${picture(file)}-${width}-${colorScheme}.png`, fullPage: true });
      const view = { width, colorScheme, scrollWidth };
      // In the dark only the colours are others; between the narrowest and the widest, nothing.
      if (colorScheme === "dark") view.violations = width === 320 ? await violations(page, ["cat.color", "cat.keyboard", "cat.structure"]) : [];
      else view.violations = width === 768 ? [] : await violations(page);
      found.views.push(view);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  const pdf = await page.pdf({ preferCSSPageSize: true, path: folder && `${picture(file)}.pdf` });
  found.pages = pdf.toString("latin1").split(/\/Type\s*\/Page\b/).length - 1;
  await page.close();
  return found;
}

const all = [];
try {
  for (const file of files) all.push(await examined(file));
} finally {
  await browser.close();
}
console.log(JSON.stringify(all));
