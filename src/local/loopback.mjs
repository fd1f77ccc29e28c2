// Loaded into `netlify dev`, which has no options for either of these two things.
import { Server } from "node:net";

// It would listen on all interfaces: what runs on a person's machine is for that machine only.
const { listen } = Server.prototype;
Server.prototype.listen = function (where, ...more) {
  const options = typeof where === "object" ? where : { port: where };
  const callback = more.filter((value) => typeof value === "function");
  return listen.call(this, { host: "127.0.0.1", ...options }, ...callback);
};

// It must not outlive the process that started it, even if that was killed.
process.once("disconnect", () => process.exit(1));
process.channel?.unref();
