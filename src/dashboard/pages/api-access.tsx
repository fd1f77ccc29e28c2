import { useRef, useState } from "preact/hooks";
import { listAssistants } from "../api/assistants.ts";
import { type CreatedKey, type Key, listKeys, revokeKey } from "../api/keys.ts";
import { Page } from "../parts/page.tsx";
import { Empty, Loaded, Loading, Notice } from "../parts/states.tsx";
import { useResource } from "../resource.ts";
import { KeyRow } from "./key-row.tsx";
import { NewKey } from "./new-key.tsx";
import { Revoke } from "./revoke.tsx";
import { ShownOnce } from "./shown-once.tsx";

/** The keys of the account: what there is, a new one, and the end of one. */
export function ApiAccess() {
  const { resource, again, isPending } = useResource(async (signal) => {
    const [keys, assistants] = await Promise.all([listKeys(signal), listAssistants(signal)]);
    return { keys, assistants };
  });
  const [created, setCreated] = useState<CreatedKey>();
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Key>();
  const [said, say] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);

  const show = (key: CreatedKey) => {
    setCreated(key);
    setMaking(false);
    again();
  };
  const revoked = (key: Key) => {
    say(`${key.name} is revoked.`);
    setRevoking(undefined);
    setCreated((shown) => (shown?.id === key.id ? undefined : shown));
    again();
    heading.current?.focus();
  };
  const make = () => {
    say("");
    setMaking(true);
  };
  return (
    <Page
      title="API Access"
      lead="Keys with which your own tools read the numbers, or report events."
      actions={
        !isMaking && (
          <button type="button" class="button primary" onClick={make}>
            Generate API Key
          </button>
        )
      }
    >
      <Loaded resource={resource} what="your keys" again={again}>
        {({ keys, assistants }) => (
          <>
            {isMaking && <NewKey assistants={assistants} onCreated={show} onClose={() => setMaking(false)} />}
            {created && (
              <ShownOnce
                id={created.id}
                name={created.name}
                secret={created.key}
                what="API key"
                hint="Keep it where you keep passwords."
                onClose={() => setCreated(undefined)}
              />
            )}
            {said && <Notice kind="good">{said}</Notice>}
            <h2 ref={heading} tabIndex={-1}>
              Keys that work
            </h2>
            {isPending && keys.length === 0 ? (
              <Loading what="the keys" lines={1} />
            ) : keys.length === 0 ? (
              <Empty title="No key yet">
                <p>A key lets a program read what you see here. It is shown once, when it is made.</p>
              </Empty>
            ) : (
              <ul class="cards">
                {keys.map((key) => (
                  <KeyRow
                    key={key.id}
                    shown={key}
                    assistant={assistants.find(({ id }) => id === key.assistant_id)?.name}
                    onRevoke={() => setRevoking(key)}
                  />
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
      {revoking && (
        <Revoke
          name={revoking.name}
          action="Revoke key"
          onRevoke={() => revokeKey(revoking.id)}
          onClose={() => setRevoking(undefined)}
          onDone={() => revoked(revoking)}
        >
          Whatever asks with <code>{revoking.key_prefix}</code> is refused from then on. A revoked key can't
          be brought back.
        </Revoke>
      )}
    </Page>
  );
}
