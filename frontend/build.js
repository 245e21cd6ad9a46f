// Builds static/build/ from scss/ and js/: run by `make assets`, once per change.
//
// Entry points: scss/*.scss without a leading underscore; js/app.js and js/page-*.js. Everything else is imported.
// Only pictures that the styles name are copied, so no crown, crest or GDS font reaches the product.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "build");
const draft = `${out}.new`;
const pictures = [
  join(here, "images"),
  join(here, "node_modules/@ministryofjustice/frontend/moj/assets/images"),
];
const forbidden = /crown|crest|gds transport|\.woff2?\b/i;

/** Warnings from the frameworks about each other are theirs to mend. */
function tellOurWarnings(message, { stack }) {
  if (!stack?.includes("node_modules/")) console.warn(`${message}\n${stack ?? ""}`);
}

rmSync(draft, { recursive: true, force: true });
mkdirSync(join(draft, "images"), { recursive: true });

for (const name of readdirSync(join(here, "scss"))) {
  if (!name.endsWith(".scss") || name.startsWith("_")) continue;
  const { css: compiled } = sass.compile(join(here, "scss", name), {
    loadPaths: [here, join(here, "scss")],
    style: "compressed",
    logger: { warn: tellOurWarnings },
  });
  // GOV.UK's footer shows the royal arms beside its copyright line: not ours to show.
  const css = compiled.replace(/[\w-]+:\s*url\([^)]*govuk-crest[^)]*\);?/g, "");
  for (const [, address] of css.matchAll(/url\(["']?(?!data:)([^"')]+)["']?\)/g)) {
    const picture = address.replace(/^\.\/images\//, "");
    const source = pictures.map((folder) => join(folder, picture)).find(existsSync);
    if (forbidden.test(address) || !source) throw new Error(`${name} names ${address}, which we may not or cannot ship`);
    cpSync(source, join(draft, "images", picture));
  }
  if (/font-family:[^;}]*gds transport/i.test(css)) throw new Error(`${name} asks for the GDS font`);
  writeFileSync(join(draft, name.replace(/\.scss$/, ".css")), css);
}

await esbuild.build({
  entryPoints: readdirSync(join(here, "js"))
    .filter((name) => name === "app.js" || /^page-.*\.js$/.test(name))
    .map((name) => join(here, "js", name)),
  outdir: draft,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});

for (const folder of [join(here, "images")].filter(existsSync)) cpSync(folder, join(draft, "images"), { recursive: true });
rmSync(out, { recursive: true, force: true });
renameSync(draft, out);
