import { connect, createServer } from "node:net";
import { Refusal } from "./refusal.ts";

/** Whether somebody answers on the port, on any of the addresses that `localhost` means. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "localhost", timeout: 1_000 });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => done(true));
    socket.once("timeout", () => done(true));
    socket.once("error", () => done(false));
  });
}

/** The code of the system's error where the port can't be listened on. */
function listenError(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(undefined)));
  });
}

/**
 * Checks that all ports can be used, before anything is started.
 *
 * @throws Refusal naming the port, what it is for and the variable that chooses another
 */
export async function requireFreePorts(
  ports: { port: number; purpose: string; variable: string }[],
): Promise<void> {
  for (const [index, { port, purpose, variable }] of ports.entries()) {
    const instead = `Choose another with ${variable}, e.g. ${variable}=${(port % 64_000) + 1_000} npm start`;
    const other = ports.slice(0, index).find((earlier) => earlier.port === port);
    if (other !== undefined) {
      throw new Refusal(`Port ${port} is to be both for ${other.purpose} and for ${purpose}. ${instead}`);
    }
    const error = (await answers(port)) ? "EADDRINUSE" : await listenError(port);
    if (error !== undefined) {
      const what = error === "EADDRINUSE" ? "is in use by another program" : `can't be used (${error})`;
      throw new Refusal(`Port ${port}, for ${purpose}, ${what}. ${instead}`);
    }
  }
}
