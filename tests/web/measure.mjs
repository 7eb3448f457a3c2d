// Measures pages in a real browser and says, as JSON on standard output, what it found on each:
// texts that lie over each other and words of the title and table heads that are broken, by width; the figures
// on the page; the captions and heads that are left when a year is chosen. Prints each page as a PDF beside its file.
//
//   node measure.mjs PROFILE FILE.html...

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const WIDTHS = [320, 390, 768, 1024, 1440];

const [profile, ...files] = process.argv.slice(2);
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.KALMAR_CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// Runs in the page.
function boxes() {
  const found = { overlaps: [], broken: [], width: document.documentElement.scrollWidth };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ checkVisibilityCSS: true })) continue;
    if (parent.closest(".unseen")) continue;
    if (parent.closest("thead") && getComputedStyle(parent.closest("thead")).clipPath !== "none") continue;
    const range = document.createRange();
    if (parent.closest("h1, thead, tbody th bdi, .results th")) {
      for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1 && !/[-–/]/.test(word)) found.broken.push(word);
      }
    }
    range.selectNodeContents(node);
    // Half of the line's height is the letters; what is above and below may touch.
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const middle = (top + bottom) / 2;
      const half = (bottom - top) / 4;
      texts.push({ words: node.data.trim(), row: parent.closest("tr, p, li, h1, h2, h3, figure, summary, caption"),
        left, right, top: middle - half, bottom: middle + half });
    }
  }
  texts.sort((a, b) => a.top - b.top);
  for (let i = 0; i < texts.length; i += 1) {
    for (let j = i + 1; j < texts.length && texts[j].top < texts[i].bottom; j += 1) {
      const [a, b] = [texts[i], texts[j]];
      // What scrolls out of sight under the names of the rows is meant to lie there.
      const scrolled = [a, b].every(({ row }) => row?.closest(".wide"));
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (across > 1 && !(scrolled && a.row !== b.row)) found.overlaps.push(`${a.words} | ${b.words}`);
    }
  }
  return found;
}

async function measured(file) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(resolve(file)).href);
  const found = { file, views: {}, figures: [], years: [] };
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    found.views[width] = await page.evaluate(boxes);
  }
  found.figures = await page.evaluate(() =>
    [...document.querySelectorAll("td.figure")].filter((cell) => !cell.closest(".later"))
      .map((cell) => cell.textContent.trim()).filter(Boolean));
  await page.setViewportSize({ width: 390, height: 900 });
  for (const choice of await page.locator("input[name=year]").all()) {
    await choice.check();
    found.years.push(await page.evaluate(() =>
      [...document.querySelectorAll("caption, thead .figure, .results .year")]
        .filter((part) => part.getClientRects().length).map((part) => part.textContent.trim())));
  }
  await page.pdf({ preferCSSPageSize: true, path: file.replace(/\.html$/, ".pdf") });
  await page.close();
  return found;
}

const all = [];
try {
  for (const file of files) all.push(await measured(file));
} finally {
  await browser.close();
}
console.log(JSON.stringify(all));
