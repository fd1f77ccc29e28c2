import { useEffect, useReducer, useState } from "preact/hooks";
import { Failure } from "./api/request.ts";

/** Something that is asked for: not there yet, there, or refused. */
export type Resource<Value> =
  | { state: "loading" }
  | { state: "ready"; value: Value }
  | { state: "failed"; failure: Failure };

/** The same, with the way to ask again, and whether what is shown is about to be another. */
export type Asked<Value> = { resource: Resource<Value>; again: () => void; isPending: boolean };

const unforeseen = () =>
  new Failure(0, "UNEXPECTED", "Something went wrong. Try again; if it stays so, reload the page.");

/** An error as something that a person can be told. */
export const failureOf = (error: unknown): Failure => (error instanceof Failure ? error : unforeseen());

/**
 * Asks for something when a page is first shown, again when told to, and when `about` is another, which
 * ends the question before; what is shown stays until there is an answer.
 */
export function useResource<Value>(load: (signal: AbortSignal) => Promise<Value>, about = ""): Asked<Value> {
  const [resource, set] = useState<Resource<Value>>({ state: "loading" });
  const [answered, setAnswered] = useState<string>();
  const [round, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  const question = `${round} ${about}`;
  useEffect(() => {
    const abort = new AbortController();
    const answer = (next: Resource<Value>) => {
      if (!abort.signal.aborted) {
        set(next);
        setAnswered(question);
      }
    };
    set((before) => (before.state === "ready" ? before : { state: "loading" }));
    load(abort.signal).then(
      (value) => answer({ state: "ready", value }),
      (error) => answer({ state: "failed", failure: failureOf(error) }),
    );
    return () => abort.abort();
  }, [question]);
  return { resource, again: () => again(undefined), isPending: answered !== question };
}
