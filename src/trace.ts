import { AsyncLocalStorage } from "node:async_hooks";

/** Whom a request waits for. */
type Other = "database" | "auth";

/** What is known of a request while it is answered: each part of its way adds what it learns. */
export type Trace = {
  id: string;
  /** Milliseconds that it waited, for all calls together. */
  waited: Map<Other, number>;
  noted: Record<string, unknown>;
  /** The unexpected error that it ended with. */
  failure?: unknown;
  /** Resolves when all of an answer is sent that is made meanwhile, with the error that ended it if one did. */
  sent?: Promise<unknown>;
};

const traces = new AsyncLocalStorage<Trace>();

/** The trace of the request that is being answered; one that nobody reads where there is none. */
export const currentTrace = (): Trace => traces.getStore() ?? { id: "", waited: new Map(), noted: {} };

/** Does something of which the trace is that of all it calls. */
export const traced = <Value>(trace: Trace, work: () => Value): Value => traces.run(trace, work);

/** Adds fields to what is logged of the request: no credential, and nothing that a visitor or customer wrote. */
export function note(fields: Record<string, unknown>): void {
  Object.assign(currentTrace().noted, fields);
}

/** Waits for an answer from elsewhere, and counts how long the request does. */
export async function waitFor<Value>(other: Other, answer: PromiseLike<Value>): Promise<Value> {
  const { waited } = currentTrace();
  const begin = performance.now();
  try {
    return await answer;
  } finally {
    waited.set(other, (waited.get(other) ?? 0) + performance.now() - begin);
  }
}
