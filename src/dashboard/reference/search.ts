import type { Operation, Reference } from "./document.ts";

/** What is searched of an operation. */
const wordsOf = ({ id, method, path, summary, description, parameters }: Operation): string =>
  [id, method, path, summary, description, ...parameters.map(({ name }) => name)].join(" ").toLowerCase();

/** The operations in which all words of a search are, in the APIs that have any. */
export function found({ apis }: Reference, search: string): Reference["apis"] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return apis
    .map((api) => ({
      ...api,
      operations: api.operations.filter((operation) =>
        words.every((word) => `${api.name.toLowerCase()} ${wordsOf(operation)}`.includes(word)),
      ),
    }))
    .filter(({ operations }) => operations.length > 0);
}
