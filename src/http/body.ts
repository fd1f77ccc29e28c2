import { isTooDeep, MAX_DEPTH } from "./depth.ts";
import { ApiError } from "./errors.ts";

/** What is told of JSON that is too deep. */
export const tooDeep = (what: string): string => `${what}: expected at most ${MAX_DEPTH} levels of nesting`;

async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  const tooLarge = new ApiError("PAYLOAD_TOO_LARGE", `The body must not exceed ${most} bytes`);
  if (Number(request.headers.get("content-length") ?? 0) > most) {
    throw tooLarge;
  }
  const chunks: Uint8Array[] = [];
  const reader = request.body?.getReader();
  let size = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > most) {
      await reader?.cancel();
      throw tooLarge;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

/**
 * The text of a request's body, whatever its content type; empty where there is none.
 *
 * @param most the size in bytes at which reading ends
 * @throws ApiError PAYLOAD_TOO_LARGE, or INVALID_PARAMETER for what is not UTF-8
 */
export async function readText(request: Request, most: number): Promise<string> {
  const bytes = await readBytes(request, most);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError("INVALID_PARAMETER", "The body is not valid UTF-8");
  }
}

/**
 * The JSON of a request's body, whatever its content type; undefined where the body is empty.
 *
 * @param most the size in bytes at which reading ends
 * @throws ApiError PAYLOAD_TOO_LARGE, or INVALID_PARAMETER for what is not UTF-8, not JSON or too deep
 */
export async function readJson(request: Request, most: number): Promise<unknown> {
  const text = await readText(request, most);
  if (text === "") {
    return undefined;
  }
  if (isTooDeep(text)) {
    throw new ApiError("INVALID_PARAMETER", tooDeep("The body"));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("INVALID_PARAMETER", "The body is not valid JSON");
  }
}
