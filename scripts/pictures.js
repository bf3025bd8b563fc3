// Makes docs/images/ from the sample project (fixtures/demo): what a terminal shows as SVG, the page as PNG. Run it
// after `npm run build` when an output has changed, and look at the pictures. OCCMAP_CHROMIUM names the browser.
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { commitAll, isolatedEnvironment } from "./support/git.js";
import { terminalPicture } from "./support/terminal-picture.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const images = join(root, "docs/images");
const project = mkdtempSync(join(realpathSync(tmpdir()), "occmap-pictures-"));
const LARGEST = 200_000;

try {
  mkdirSync(images, { recursive: true });
  cpSync(join(root, "fixtures/demo"), project, { recursive: true });
  commitAll(project, "Tidepool 2.4.0");
  const strings = ["--target", "legacy-export", "--related", "legacy_export", "--related", "legacyExport"];
  picture(
    "scan",
    ["scan", ...strings, "--mission-id", "01KQ7YXHA5AMZHJT3HQ8XPTZ6B"],
    "occmap scan --target legacy-export …",
  );
  run(["apply", "--write"]);
  run(["report", "-o", "page.html"]);
  await pagePicture();
  rmSync(join(project, "page.html"));
  appendFileSync(join(project, "web/download.ts"), "export const RETRIES = 3;\n");
  picture("gate", ["gate"], "occmap gate");
  const total = ["scan.svg", "gate.svg", "page.png"].reduce(
    (sum, name) => sum + statSync(join(images, name)).size,
    0,
  );
  console.log(`docs/images: ${total} bytes`);
  if (total > LARGEST) throw new Error(`the pictures are larger than ${LARGEST} bytes`);
} finally {
  rmSync(project, { recursive: true, force: true });
}

function run(args) {
  const env = { ...isolatedEnvironment(), FORCE_COLOR: "1" };
  const { stdout, stderr, error } = spawnSync(process.execPath, [join(root, "bin.cjs"), ...args], {
    cwd: project,
    env,
    encoding: "utf8",
  });
  if (error) throw error;
  if (stdout === "") throw new Error(`occmap ${args.join(" ")} said nothing: ${stderr}`);
  return stdout;
}

function picture(name, args, shown) {
  writeFileSync(join(images, `${name}.svg`), terminalPicture(`$ ${shown}\n${run(args)}`));
}

async function pagePicture() {
  const browser = await chromium.launch({
    executablePath: process.env.OCCMAP_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1100, height: 800 }, colorScheme: "light" });
    await page.goto(pathToFileURL(join(project, "page.html")).href);
    await page.screenshot({ path: join(images, "page.png") });
  } finally {
    await browser.close();
  }
}
