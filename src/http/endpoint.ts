import type { z } from "zod";
import type { Handler } from "./respond.ts";
import type { Table } from "./table.ts";

/** What an endpoint takes with one method, as the schemas that read it; the reference is made from this. */
export type Asking = {
  method: "GET" | "POST" | "DELETE";
  /** What the URL says. */
  parameters?: z.ZodObject;
  /** Headers that a parameter may also come in, by its name. */
  alsoIn?: Record<string, string>;
  /** What the path calls the assistant's id, where that is a part of it. */
  inPath?: string;
  /** The table that it answers with, too. */
  table?: Table;
  body?: z.ZodType;
};

/** A Netlify function that says what it takes. */
export type Endpoint = Handler & { readonly asked: readonly Asking[] };

/** A handler, with what it takes beside it. */
export const asking = (handler: Handler, ...asked: Asking[]): Endpoint => Object.assign(handler, { asked });
