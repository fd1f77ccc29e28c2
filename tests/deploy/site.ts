import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const root = fileURLToPath(new URL("../../", import.meta.url));

const lockFile = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })),
});

/** What Netlify reads of the functions that a build made. */
const manifest = z.object({
  functions: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      runtimeVersion: z.string(),
      schedule: z.string().optional(),
      routes: z.array(z.object({ pattern: z.string(), methods: z.array(z.string()) })).optional(),
    }),
  ),
});

/** A built site: its folder and its functions. */
export type Site = { folder: string; functions: z.infer<typeof manifest>["functions"]; remove: () => void };

/**
 * Packages of production are there as files. Those of development are links, which the build command
 * can follow, and which show by name in the archive of a function that imports one.
 */
function copyPackages(folder: string): void {
  const { packages } = lockFile.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
  for (const [path, { dev }] of Object.entries(packages)) {
    const [from, to] = [join(root, path), join(folder, path)];
    if (path === "" || !existsSync(from) || existsSync(to)) {
      continue;
    }
    mkdirSync(dirname(to), { recursive: true });
    if (dev) {
      symlinkSync(from, to);
    } else {
      cpSync(from, to, { recursive: true });
    }
  }
  symlinkSync(join(root, "node_modules/.bin"), join(folder, "node_modules/.bin"));
}

/**
 * Builds a copy of this project with `netlify build --offline`, as somebody who has neither an account
 * nor a linked site nor any of the deployment's settings.
 *
 * @throws Error with what the build printed, where it fails
 */
export async function buildSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "phona-site-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  for (const part of ["netlify", "src", "netlify.toml", "package.json", "tsconfig.json"]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  copyPackages(folder);
  try {
    await promisify(execFile)(
      process.execPath,
      [join(root, "node_modules/netlify-cli/bin/run.js"), "build", "--offline"],
      {
        cwd: folder,
        env: {
          PATH: process.env["PATH"],
          HOME: join(folder, "home"),
          CI: "1",
          NETLIFY_TELEMETRY_DISABLED: "1",
        },
      },
    );
  } catch (error) {
    remove();
    const { stdout, stderr } = z.object({ stdout: z.string(), stderr: z.string() }).parse(error);
    throw new Error(`netlify build failed:\n${stdout}\n${stderr}`);
  }
  const built = JSON.parse(readFileSync(join(folder, ".netlify/functions/manifest.json"), "utf8"));
  return { folder, functions: manifest.parse(built).functions, remove };
}
