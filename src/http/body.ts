import { ApiError } from "./errors.ts";

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
 * The JSON of a request's body, whatever its content type; undefined where the body is empty.
 *
 * @param most the size in bytes at which reading ends
 * @throws ApiError PAYLOAD_TOO_LARGE, or INVALID_PARAMETER for what is not UTF-8 or not JSON
 */
export async function readJson(request: Request, most: number): Promise<unknown> {
  const bytes = await readBytes(request, most);
  if (bytes.byteLength === 0) {
    return undefined;
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError("INVALID_PARAMETER", "The body is not valid UTF-8");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("INVALID_PARAMETER", "The body is not valid JSON");
  }
}
