import { useEffect, useRef, useState } from "preact/hooks";
import { type CreatedShareLink, createShareLink } from "../api/share-links.ts";
import { type Expiry, ExpiryFields, endOf, NEVER } from "../parts/expiry.tsx";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";

/** For whom a new link is, and for how long. */
export function NewShareLink(props: {
  assistantId: string;
  onCreated: (link: CreatedShareLink) => void;
  onClose: () => void;
}) {
  const { assistantId, onCreated, onClose } = props;
  const [name, setName] = useState("");
  const [expiry, setExpiry] = useState<Expiry>(NEVER);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const send = async () => {
    const wish = { assistant_id: assistantId, name: name.trim(), expires_at: endOf(expiry) };
    onCreated(await createShareLink(wish));
    return undefined;
  };
  return (
    <section class="card" aria-labelledby="new-share-link">
      <h2 id="new-share-link" ref={heading} tabIndex={-1}>
        New share link
      </h2>
      <Form
        action="Create"
        onSend={send}
        beside={
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        }
      >
        <TextField
          label="Name"
          hint="For whom it is, such as “Board of directors”."
          value={name}
          onValue={setName}
          input={{ required: true, maxLength: 100, autoComplete: "off", pattern: ".*\\S.*" }}
        />
        <ExpiryFields value={expiry} onValue={setExpiry} />
      </Form>
    </section>
  );
}
