import type { Ask } from "./ask.ts";

export const LANGUAGES = ["curl", "JavaScript", "Python"] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text as one word of a shell, whatever is in it. */
const inShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A text as JavaScript and Python write it: what JSON escapes both read alike. */
const quoted = (text: string): string => JSON.stringify(text);

const indented = (text: string, by: string): string => text.replaceAll("\n", `\n${by}`);

/** All headers but the credential's. */
function headersOf({ headers, body }: Ask): [string, string][] {
  return [
    ...headers,
    ...(body === undefined ? [] : [["Content-Type", body.type] satisfies [string, string]]),
  ];
}

/** Curl encodes what it is given of a query, so that it can be read here. */
function curl(ask: Ask): string {
  const { method, address, query, credential, body } = ask;
  const isPlain = method === (body === undefined ? "GET" : "POST");
  return [
    `curl ${isPlain ? "" : `-X ${method} `}${query.length > 0 ? "-G " : ""}${inShell(address)}`,
    ...(credential ? [`-H "${credential.header}: ${credential.before}$${credential.variable}"`] : []),
    ...headersOf(ask).map(([name, value]) => `-H ${inShell(`${name}: ${value}`)}`),
    ...query.map(([name, value]) => `--data-urlencode ${inShell(`${name}=${value}`)}`),
    ...(body ? [`--data-raw ${inShell(body.text)}`] : []),
  ].join(" \\\n  ");
}

/** A body as JavaScript: the object that it is, where it is JSON. */
function bodyInJavaScript({ type, text }: { type: string; text: string }): string {
  try {
    return type === "application/json"
      ? `JSON.stringify(${indented(JSON.stringify(JSON.parse(text), null, 2), "  ")})`
      : quoted(text);
  } catch {
    return quoted(text);
  }
}

function javaScript(ask: Ask): string {
  const { method, address, query, credential, body } = ask;
  const key = credential && `\`${credential.before}\${process.env.${credential.variable}}\``;
  const headers = [
    ...(credential ? [`${quoted(credential.header)}: ${key}`] : []),
    ...headersOf(ask).map(([name, value]) => `${quoted(name)}: ${quoted(value)}`),
  ];
  const options = [
    ...(method === "GET" ? [] : [`method: ${quoted(method)},`]),
    ...(headers.length > 0 ? [`headers: { ${headers.join(", ")} },`] : []),
    ...(body ? [`body: ${bodyInJavaScript(body)},`] : []),
  ];
  const parameters = query.map(([name, value]) => `  ${quoted(name)}: ${quoted(value)},\n`).join("");
  return [
    ...(query.length > 0 ? [`const query = new URLSearchParams({\n${parameters}});`] : []),
    `const response = await fetch(${query.length > 0 ? `\`${address}?\${query}\`` : quoted(address)}${
      options.length > 0 ? `, {\n  ${options.join("\n  ")}\n}` : ""
    });`,
    "console.log(await response.text());",
  ].join("\n");
}

function python(ask: Ask): string {
  const { method, address, query, credential, body } = ask;
  const key =
    credential &&
    (credential.before === ""
      ? `os.environ["${credential.variable}"]`
      : `"${credential.before}" + os.environ["${credential.variable}"]`);
  const headers = [
    ...(credential ? [`        ${quoted(credential.header)}: ${key},`] : []),
    ...headersOf(ask).map(([name, value]) => `        ${quoted(name)}: ${quoted(value)},`),
  ];
  const parameters = query.map(([name, value]) => `    ${quoted(name)}: ${quoted(value)},\n`).join("");
  return [
    ...(credential ? ["import os"] : []),
    ...(query.length > 0 ? ["import urllib.parse"] : []),
    "import urllib.request",
    "",
    ...(query.length > 0 ? [`query = urllib.parse.urlencode({\n${parameters}})`] : []),
    "request = urllib.request.Request(",
    `    ${query.length > 0 ? `${quoted(`${address}?`)} + query` : quoted(address)},`,
    ...(method === "GET" ? [] : [`    method=${quoted(method)},`]),
    ...(headers.length > 0 ? ["    headers={", ...headers, "    },"] : []),
    ...(body ? [`    data=${quoted(body.text)}.encode(),`] : []),
    ")",
    "with urllib.request.urlopen(request) as response:",
    "    print(response.read().decode())",
  ].join("\n");
}

const WRITERS: Record<Language, (ask: Ask) => string> = { curl, JavaScript: javaScript, Python: python };

/** A request as a program that sends it and prints what is answered. The credential is read from the environment. */
export const exampleIn = (language: Language, ask: Ask): string => WRITERS[language](ask);
