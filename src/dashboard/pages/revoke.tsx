import type { ComponentChildren } from "preact";
import { Dialog } from "../parts/dialog.tsx";
import { Form } from "../parts/form.tsx";

/** Asks before something that opens an account's numbers is revoked. */
export function Revoke(props: {
  name: string;
  action: string;
  onRevoke: () => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
  children: ComponentChildren;
}) {
  const { name, action, onRevoke, onClose, onDone, children } = props;
  const send = async () => {
    await onRevoke();
    onDone();
    return undefined;
  };
  return (
    <Dialog title={`Revoke ${name}?`} onClose={onClose}>
      <p>{children}</p>
      <Form
        action={action}
        isDangerous
        onSend={send}
        beside={
          <button type="button" class="button" onClick={onClose}>
            Keep it
          </button>
        }
      >
        {null}
      </Form>
    </Dialog>
  );
}
