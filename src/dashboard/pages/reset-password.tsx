import { useState } from "preact/hooks";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Page } from "../parts/page.tsx";
import { askForNewPassword } from "../session.ts";

export function ResetPassword() {
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const send = async () => {
    const problem = await askForNewPassword(email.trim());
    setSent(problem === undefined);
    return problem;
  };
  if (sent) {
    return (
      <Page title="Check your mail" narrow key="sent">
        <p>
          If there is an account with <strong>{email}</strong>, a link to set a new password is on its way
          there. It works once, and for an hour.
        </p>
        <p class="aside">
          <a href="/app/sign-in">Go to sign in</a>
        </p>
      </Page>
    );
  }
  return (
    <Page
      title="Reset your password"
      narrow
      lead="Tell us your e-mail address, and we send you a link to set a new one."
    >
      <Form action="Send the link" onSend={send}>
        <TextField
          label="E-mail address"
          value={email}
          onValue={setEmail}
          input={{ type: "email", autoComplete: "username", required: true }}
        />
      </Form>
      <p class="aside">
        Remember it? <a href="/app/sign-in">Sign in</a>
      </p>
    </Page>
  );
}
