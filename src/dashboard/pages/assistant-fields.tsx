import { useState } from "preact/hooks";
import type { AssistantFields } from "../api/assistants.ts";
import { TextArea, TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";

const MOST_HOSTS = 50;

/** A website's address with a scheme, which people leave out; undefined for what is no address. */
function websiteOf(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`;
  const host = URL.canParse(address) && !/[@\s]/.test(address) ? new URL(address).hostname : "";
  return host.includes(".") || host === "localhost" ? address : undefined;
}

/** The host of an address or of a host's name; undefined where there is none. */
function hostOf(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(address) && !text.includes("@") ? new URL(address).host : undefined;
}

const linesOf = (text: string): string[] => text.split(/[\s,]+/).filter((line) => line !== "");

/** What is wrong with what was typed, by its field. */
type Problems = Partial<Record<"website" | "hosts", string>>;

function problemsOf(website: string, hosts: string): Problems {
  const bad = linesOf(hosts).find((line) => hostOf(line) === undefined);
  return {
    ...(websiteOf(website) === undefined && {
      website: "Enter the address of a website, such as https://acme.com.",
    }),
    ...(bad !== undefined && {
      hosts: `“${bad}” is no host. Enter hosts such as shop.acme.com, one a line.`,
    }),
    ...(linesOf(hosts).length > MOST_HOSTS && { hosts: `Enter at most ${MOST_HOSTS} hosts.` }),
  };
}

/** What an owner says of an assistant: its name, its website and where else its widget may be. */
export function AssistantForm(props: {
  fields: AssistantFields;
  action: string;
  onSend: (fields: AssistantFields) => Promise<void>;
}) {
  const { fields, action, onSend } = props;
  const [name, setName] = useState(fields.name);
  const [website, setWebsite] = useState(fields.website_url);
  const [hosts, setHosts] = useState(fields.allowed_hosts.join("\n"));
  const [problems, setProblems] = useState<Problems>({});
  const send = async () => {
    const found = problemsOf(website, hosts);
    setProblems(found);
    const website_url = websiteOf(website);
    if (Object.keys(found).length > 0 || website_url === undefined) {
      return "Something has to be changed first; see above.";
    }
    const allowed_hosts = linesOf(hosts).flatMap((line) => hostOf(line) ?? []);
    await onSend({ name: name.trim(), website_url, allowed_hosts });
    setWebsite(website_url);
    setHosts(allowed_hosts.join("\n"));
    return undefined;
  };
  return (
    <Form action={action} onSend={send}>
      <TextField
        label="Name"
        hint="What you call it here, such as the name of the site."
        value={name}
        onValue={setName}
        input={{ required: true, maxLength: 200, autoComplete: "off", pattern: ".*\\S.*" }}
      />
      <TextField
        label="Website"
        hint="The widget may be on this host and on its subdomains."
        problem={problems.website}
        value={website}
        onValue={setWebsite}
        input={{
          required: true,
          inputMode: "url",
          placeholder: "https://acme.com",
          autoComplete: "url",
          maxLength: 2000,
        }}
      />
      <TextArea
        label="Other allowed hosts"
        hint="Where else it may be, one a line, such as shop.acme.io. Visits reported from anywhere else are refused."
        problem={problems.hosts}
        rows={3}
        value={hosts}
        onValue={setHosts}
      />
    </Form>
  );
}
