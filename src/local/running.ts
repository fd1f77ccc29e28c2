/** What can be stopped. */
type Part = { stop: () => Promise<void> };

/** All that one start has begun, so that it can be ended in reverse order, also halfway through starting. */
export class Running {
  readonly #stops: (() => Promise<void>)[] = [];

  /** Notes a part that is starting, so that it is ended even if nobody waits for it any more. */
  add<Started extends Part>(starting: Promise<Started>): Promise<Started> {
    this.#stops.push(async () => {
      const started = await starting.catch(() => undefined);
      await started?.stop();
    });
    return starting;
  }

  /** Ends all parts, the last first; one that fails to end does not keep the others. */
  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) {
      await stop().catch((error: unknown) => console.error(error));
    }
  }
}

/** The value of a promise, unless the signal is raised before: then its reason is thrown. */
export function unlessAborted<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) {
      abort();
    }
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
