/**
 * A setting of the deployment that must be there.
 *
 * @throws Error that names the variable, for the log of the deployment; never shown to a caller
 */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`The environment variable ${name} is not set; README.md says what it is for.`);
  }
  return value;
}

/** A setting of the deployment that may be absent or empty. */
export function optional(name: string): string | undefined {
  const value = process.env[name];
  return value === "" ? undefined : value;
}
