import { fileURLToPath } from "node:url";
import { FIRST_LOAD, firstLoad } from "../dashboard/bundle.ts";
import { optional } from "../environment.ts";
import { LIMITS, widgetSizes } from "../widget/bundle.ts";
import { siteFiles, writeSite } from "./files.ts";

const number = new Intl.NumberFormat("en");

const settings = {
  supabaseUrl: optional("SUPABASE_URL") ?? "",
  anonKey: optional("SUPABASE_ANON_KEY") ?? "",
};
const files = await siteFiles(settings);
const { "/widget.js": widget = "", "/_headers": _, ...dashboard } = files;
const { minified, gzipped } = widgetSizes(widget);
const loaded = firstLoad(dashboard);
console.log(
  `widget.js ${number.format(minified)} bytes, ${number.format(gzipped)} gzipped ` +
    `(limits ${number.format(LIMITS.minified)} and ${number.format(LIMITS.gzipped)})\n` +
    `dashboard ${number.format(loaded)} bytes compressed at first load (limit ${number.format(FIRST_LOAD)})`,
);
if (minified > LIMITS.minified || gzipped > LIMITS.gzipped || loaded > FIRST_LOAD) {
  console.error("The site is over its limits.");
  process.exitCode = 1;
}
if (!process.argv.includes("--check")) {
  if (settings.supabaseUrl === "" || settings.anonKey === "") {
    console.warn(
      "SUPABASE_URL or SUPABASE_ANON_KEY is not set: the dashboard will say that it is not set up.",
    );
  }
  await writeSite(fileURLToPath(new URL("../../dist/", import.meta.url)), files);
}
