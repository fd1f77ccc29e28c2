import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { buildWidget, LIMITS, widgetSizes } from "./bundle.ts";

const number = new Intl.NumberFormat("en");
const script = await buildWidget();
const { minified, gzipped } = widgetSizes(script);
console.log(
  `widget.js ${number.format(minified)} bytes, ${number.format(gzipped)} gzipped ` +
    `(limits ${number.format(LIMITS.minified)} and ${number.format(LIMITS.gzipped)})`,
);
if (minified > LIMITS.minified || gzipped > LIMITS.gzipped) {
  console.error("widget.js is over its limits.");
  process.exitCode = 1;
}
if (!process.argv.includes("--check")) {
  const folder = fileURLToPath(new URL("../../dist/", import.meta.url));
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}widget.js`, script);
}
