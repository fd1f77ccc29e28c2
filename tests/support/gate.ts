import type { AddressInfo } from "node:net";
import { connect as connectTo, createServer, type Server, type Socket } from "node:net";

/** What happens to who connects: let through, refused, or let in and never answered. */
type GateMode = "open" | "refusing" | "silent";

/** A stretch of the network before a server, which a test can cut. */
export type Gate = {
  port: number;
  /** Changes how it treats connections, and ends those that there are. */
  set: (mode: GateMode) => Promise<void>;
  stop: () => Promise<void>;
};

/** Puts a gate before a server that listens on a loopback port. */
export async function startGate(target: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let mode: GateMode = "open";
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  };
  const server: Server = createServer((incoming) => {
    keep(incoming);
    if (mode === "silent") {
      return;
    }
    const outgoing = connectTo(target, "127.0.0.1");
    keep(outgoing);
    incoming.pipe(outgoing).pipe(incoming);
    incoming.once("close", () => outgoing.destroy());
    outgoing.once("close", () => incoming.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) {
        socket.destroy();
      }
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    set: async (next) => {
      if (server.listening) {
        await close();
      }
      mode = next;
      if (next !== "refusing") {
        await listen(port);
      }
    },
    stop: async () => {
      if (server.listening) {
        await close();
      }
    },
  };
}
