import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getStore, listStores } from "@netlify/blobs";
import { BlobsServer } from "@netlify/blobs/server";

/** Netlify Blobs on this machine, as the functions of this process find it. */
export type Blobs = {
  /** What the environment variable NETLIFY_BLOBS_CONTEXT of a function says. */
  context: string;
  /** The contents of the stores whose names begin so, by their keys, in the order of keys. */
  contents: (store: string) => Promise<{ key: string; content: ReturnType<typeof JSON.parse> }[]>;
  /** Writes into the one store whose name begins so. */
  write: (store: string, key: string, content: string) => Promise<void>;
  empty: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts Netlify's own server for local use, on a temporary folder. */
export async function startBlobs(): Promise<Blobs> {
  const directory = mkdtempSync(join(tmpdir(), "phona-blobs-"));
  // Without it the server can't list the stores before there is one.
  mkdirSync(join(directory, "entries", "local"), { recursive: true });
  const token = randomUUID();
  const server = new BlobsServer({ directory, token });
  const { port } = await server.start();
  const edgeURL = `http://127.0.0.1:${port}`;
  const site = { edgeURL, uncachedEdgeURL: edgeURL, siteID: "local", token };
  const context = Buffer.from(JSON.stringify(site)).toString("base64");
  process.env["NETLIFY_BLOBS_CONTEXT"] = context;
  const named = async (prefix: string) => {
    const { stores } = await listStores();
    return stores.filter((name) => name.startsWith(prefix)).map((name) => getStore(name));
  };
  return {
    context,
    contents: async (prefix) => {
      const found = (await named(prefix)).map(async (store) => {
        const { blobs } = await store.list();
        return Promise.all(
          blobs.map(async ({ key }) => ({ key, content: await store.get(key, { type: "json" }) })),
        );
      });
      return (await Promise.all(found)).flat().sort((one, other) => (one.key < other.key ? -1 : 1));
    },
    write: async (prefix, key, content) => {
      const [store] = await named(prefix);
      await store?.set(key, content);
    },
    empty: async () => {
      await Promise.all((await named("")).map((store) => store.deleteAll()));
    },
    stop: async () => {
      await server.stop();
      delete process.env["NETLIFY_BLOBS_CONTEXT"];
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
