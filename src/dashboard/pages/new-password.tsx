import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Page } from "../parts/page.tsx";
import { Loading } from "../parts/states.tsx";
import { session, setPassword } from "../session.ts";
import { SHORTEST_PASSWORD } from "./sign-up.tsx";

/** Where the link of an e-mail leads, which has signed its reader in; or where it is too old to. */
export function NewPassword() {
  const { route } = useLocation();
  const [password, setNew] = useState("");
  if (session.value === undefined) {
    return (
      <main class="page narrow" id="main">
        <Loading what="your account" />
      </main>
    );
  }
  if (session.value === null) {
    return (
      <Page title="This link no longer works" narrow key="old">
        <p>A link to set a new password works once, and for an hour.</p>
        <p>
          <a class="button primary" href="/app/reset-password">
            Ask for another
          </a>
        </p>
      </Page>
    );
  }
  const send = async () => {
    const problem = await setPassword(password);
    if (problem === undefined) {
      route("/app/", true);
    }
    return problem;
  };
  return (
    <Page title="Set a new password" narrow lead={<>For the account {session.value.user.email}.</>}>
      <Form action="Set the password" onSend={send}>
        <TextField
          label="New password"
          hint={`At least ${SHORTEST_PASSWORD} characters.`}
          value={password}
          onValue={setNew}
          input={{
            type: "password",
            autoComplete: "new-password",
            required: true,
            minLength: SHORTEST_PASSWORD,
            maxLength: 72,
          }}
        />
      </Form>
    </Page>
  );
}
