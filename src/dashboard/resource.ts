import { useEffect, useReducer, useState } from "preact/hooks";
import { Failure } from "./api/request.ts";

/** Something that is asked for: not there yet, there, or refused. */
export type Resource<Value> =
  | { state: "loading" }
  | { state: "ready"; value: Value }
  | { state: "failed"; failure: Failure };

const unforeseen = () =>
  new Failure(0, "UNEXPECTED", "Something went wrong. Try again; if it stays so, reload the page.");

/** An error as something that a person can be told. */
export const failureOf = (error: unknown): Failure => (error instanceof Failure ? error : unforeseen());

/** Asks for something when a page is first shown, and again when told to; what is shown stays until then. */
export function useResource<Value>(load: (signal: AbortSignal) => Promise<Value>): {
  resource: Resource<Value>;
  again: () => void;
} {
  const [resource, set] = useState<Resource<Value>>({ state: "loading" });
  const [round, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  useEffect(() => {
    const abort = new AbortController();
    set((before) => (before.state === "ready" ? before : { state: "loading" }));
    load(abort.signal).then(
      (value) => !abort.signal.aborted && set({ state: "ready", value }),
      (error) => !abort.signal.aborted && set({ state: "failed", failure: failureOf(error) }),
    );
    return () => abort.abort();
  }, [round]);
  return { resource, again: () => again(undefined) };
}
