import { useRef, useState } from "preact/hooks";
import {
  type CreatedShareLink,
  listShareLinks,
  revokeShareLink,
  type ShareLink,
} from "../api/share-links.ts";
import { Empty, Loaded, Loading, Notice } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { useResource } from "../resource.ts";
import { NewShareLink } from "./new-share-link.tsx";
import { AssistantPage } from "./of-assistant.tsx";
import { Revoke } from "./revoke.tsx";
import { ShownOnce } from "./shown-once.tsx";

function Row({ shown, onRevoke }: { shown: ShareLink; onRevoke: () => void }) {
  const times = [
    ["Created", shown.created_at],
    ["Last used", shown.last_used_at],
    ["Expires", shown.expires_at],
  ] as const;
  return (
    <li class="card row">
      <div class="grow">
        <h3>{shown.name}</h3>
        <dl class="facts across">
          {times.map(([what, at]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{at === null ? "Never" : <Time at={at} />}</dd>
            </div>
          ))}
        </dl>
      </div>
      <button
        type="button"
        class="button small danger"
        onClick={onRevoke}
        aria-label={`Revoke ${shown.name}`}
      >
        Revoke
      </button>
    </li>
  );
}

function Links({ assistantId }: { assistantId: string }) {
  const { resource, again, isPending } = useResource((signal) => listShareLinks(assistantId, signal));
  const [created, setCreated] = useState<CreatedShareLink>();
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ShareLink>();
  const [said, say] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const show = (link: CreatedShareLink) => {
    setCreated(link);
    setMaking(false);
    again();
  };
  const revoked = ({ id, name }: ShareLink) => {
    say(`${name} is revoked.`);
    setRevoking(undefined);
    setCreated((shown) => (shown?.id === id ? undefined : shown));
    again();
    heading.current?.focus();
  };
  const make = () => {
    say("");
    setMaking(true);
  };
  return (
    <Loaded resource={resource} what="the share links" again={again}>
      {(links) => (
        <>
          <p>
            Whoever has a share link sees the overview of this assistant, without an account, and nothing
            else: no sessions, no conversations, no settings.
          </p>
          {!isMaking && (
            <div class="buttons">
              <button type="button" class="button primary" onClick={make}>
                Create a share link
              </button>
            </div>
          )}
          {isMaking && (
            <NewShareLink assistantId={assistantId} onCreated={show} onClose={() => setMaking(false)} />
          )}
          {created && (
            <ShownOnce
              id={created.id}
              name={created.name}
              secret={created.url}
              what="share link"
              hint="Send it to those who are to see the overview."
              onClose={() => setCreated(undefined)}
            />
          )}
          {said && <Notice kind="good">{said}</Notice>}
          <h2 ref={heading} tabIndex={-1}>
            Links that work
          </h2>
          {isPending && links.length === 0 ? (
            <Loading what="the share links" lines={1} />
          ) : links.length === 0 ? (
            <Empty title="No share link yet">
              <p>A link is shown once, when it is created. It works until it expires or is revoked.</p>
            </Empty>
          ) : (
            <ul class="cards">
              {links.map((link) => (
                <Row key={link.id} shown={link} onRevoke={() => setRevoking(link)} />
              ))}
            </ul>
          )}
          {revoking && (
            <Revoke
              name={revoking.name}
              action="Revoke link"
              onRevoke={() => revokeShareLink(revoking.id)}
              onClose={() => setRevoking(undefined)}
              onDone={() => revoked(revoking)}
            >
              Whoever has it sees nothing from then on. A revoked link can't be brought back.
            </Revoke>
          )}
        </>
      )}
    </Loaded>
  );
}

/** The share links of an assistant: what there is, a new one, and the end of one. */
export function ShareLinks({ assistantId }: { assistantId: string }) {
  return (
    <AssistantPage assistantId={assistantId} title="Share">
      <Links assistantId={assistantId} />
    </AssistantPage>
  );
}
