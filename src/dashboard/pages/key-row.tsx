import type { Key } from "../api/keys.ts";
import { Time } from "../parts/time.tsx";

/** What a key may do, in words. */
export const SCOPE_NAMES: Record<string, string> = {
  "analytics:read": "Read analytics",
  "events:write": "Report events",
  "visitors:manage": "Export and erase visitors",
};

/** A key as it is seen again: never by itself, only by how it begins. */
export function KeyRow(props: { shown: Key; assistant: string | undefined; onRevoke: () => void }) {
  const { shown, assistant, onRevoke } = props;
  return (
    <li class="card row">
      <div class="grow">
        <h3>{shown.name}</h3>
        <dl class="facts across">
          <div>
            <dt>Begins with</dt>
            <dd>
              <code>{shown.key_prefix}</code>
            </dd>
          </div>
          <div>
            <dt>May</dt>
            <dd>{shown.scopes.map((scope) => SCOPE_NAMES[scope] ?? scope).join(", ")}</dd>
          </div>
          <div>
            <dt>For</dt>
            <dd>{shown.assistant_id === null ? "All assistants" : (assistant ?? shown.assistant_id)}</dd>
          </div>
          <div>
            <dt>Created</dt>
            <dd>
              <Time at={shown.created_at} />
            </dd>
          </div>
          <div>
            <dt>Last used</dt>
            <dd>{shown.last_used_at === null ? "Never" : <Time at={shown.last_used_at} />}</dd>
          </div>
          <div>
            <dt>Expires</dt>
            <dd>{shown.expires_at === null ? "Never" : <Time at={shown.expires_at} />}</dd>
          </div>
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
