// Bundles the page: node build.mjs [FOLDER]. The same sources and locked packages give the same bytes.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "vmotion_report", "assets");
mkdirSync(target, { recursive: true });

const shared = { absWorkingDir: here, bundle: true, minify: true, charset: "utf8", legalComments: "none", write: false };
const script = await build({
  ...shared,
  entryPoints: ["src/main.tsx"],
  format: "iife",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  define: { "process.env.NODE_ENV": '"production"' },
  metafile: true,
});
const style = await build({ ...shared, entryPoints: ["src/style.css"], target: ["chrome123", "firefox120", "safari17.5"] });

// What is in the bundle, and under which licence: only packages of which some code was used.
const used = new Set();
for (const path of Object.keys(script.metafile.inputs)) {
  const found = path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) used.add(found[1]);
}
const parts = ["Software of others in report.js, with their licences.\n"];
for (const name of [...used].sort()) {
  const folder = join(here, "node_modules", name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).sort().find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  parts.push(`${"=".repeat(80)}\n${name} ${about.version} (${about.license})\n${"=".repeat(80)}\n`);
  parts.push(readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trimEnd() + "\n");
}

// By this a test sees, without Node, that the bundle was made of today's sources.
const digest = createHash("sha256");
const sources = readdirSync(join(here, "src")).sort().map((name) => join("src", name));
for (const name of [...sources, "build.mjs", "package.json", "package-lock.json", "tsconfig.json"]) {
  if (existsSync(join(here, name))) digest.update(name.replaceAll("\\", "/") + "\n").update(readFileSync(join(here, name)));
}

writeFileSync(join(target, "report.js"), script.outputFiles[0].text.trim());
writeFileSync(join(target, "report.css"), style.outputFiles[0].text.trim());
writeFileSync(join(target, "LICENSES.txt"), parts.join("\n"));
writeFileSync(join(target, "sources.sha256"), digest.digest("hex") + "\n");
