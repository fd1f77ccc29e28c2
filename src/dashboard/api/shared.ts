import * as z from "zod/mini";
import { askApi, Failure } from "./request.ts";

const assistants = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });

export type SharedAssistant = { id: string; name: string };

/** The one assistant that a share link is about. */
export async function sharedAssistant(signal: AbortSignal): Promise<SharedAssistant> {
  const [one] = assistants.parse(await askApi("/api/v1/assistants", { signal })).data;
  if (one === undefined) {
    throw new Failure(401, "UNAUTHORIZED", "This share link is about no assistant.");
  }
  return one;
}
