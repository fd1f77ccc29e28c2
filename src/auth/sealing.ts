import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { required } from "../environment.ts";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Known to the functions only, and to whoever may read the database anyway. */
const secret = (): Buffer =>
  createHash("sha256")
    .update(`sealing ${required("SUPABASE_SERVICE_ROLE_KEY")}`)
    .digest();

/** A text that only the functions of this deployment can read again: AES-256-GCM, in base64. */
export function sealed(text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, secret(), nonce);
  const hidden = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString("base64");
}

/** The text that was sealed; null where the secret has changed since, or it was changed. */
export function unsealed(text: string): string | null {
  const bytes = Buffer.from(text, "base64");
  const [nonce, rest] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
  try {
    const decipher = createDecipheriv(CIPHER, secret(), nonce);
    decipher.setAuthTag(rest.subarray(0, TAG_BYTES));
    return decipher.update(rest.subarray(TAG_BYTES)).toString("utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}
