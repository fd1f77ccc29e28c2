import { execFile, execFileSync } from "node:child_process";
import { LANGUAGES, type Language } from "../../src/dashboard/reference/examples.ts";

const COMMANDS: Record<Language, (text: string) => [command: string, ...parameters: string[]]> = {
  curl: (text) => ["sh", "-c", text],
  JavaScript: (text) => [process.execPath, "--input-type=module", "--eval", text],
  Python: (text) => ["python3", "-c", text],
};

function isThere(language: Language): boolean {
  if (language !== "Python") {
    return true;
  }
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The languages whose programs can be run on this machine: Python may be missing. */
export const RUNNABLE = LANGUAGES.filter(isThere);

/** Runs an example as a person would who has pasted it, and gives what it prints. */
export function run(language: Language, text: string, variables: Record<string, string>): Promise<string> {
  const [command, ...parameters] = COMMANDS[language](text);
  const env = { ...process.env, ...variables, NO_PROXY: "*", PYTHONIOENCODING: "utf-8" };
  return new Promise((resolve, reject) => {
    execFile(command, parameters, { env, maxBuffer: 50_000_000 }, (error, stdout, stderr) => {
      if (error) {
        reject(new Error(`${text}\n\n${stderr}`));
      } else {
        resolve(stdout);
      }
    });
  });
}
