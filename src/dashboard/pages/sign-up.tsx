import { useState } from "preact/hooks";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Page } from "../parts/page.tsx";
import { signUp } from "../session.ts";
import { useArrival } from "./sign-in.tsx";

/** The shortest password, in characters. */
export const SHORTEST_PASSWORD = 8;

export function SignUp() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [mustConfirm, setMustConfirm] = useState(false);
  useArrival();
  const send = async () => {
    const answer = await signUp(email.trim(), password);
    setMustConfirm(answer.problem === undefined && answer.mustConfirm);
    return answer.problem;
  };
  if (mustConfirm) {
    return (
      <Page title="Check your mail" narrow key="confirm">
        <p>
          We have sent a link to <strong>{email}</strong>. Open it to confirm the address, then sign in.
        </p>
        <p class="aside">
          <a href="/app/sign-in">Go to sign in</a>
        </p>
      </Page>
    );
  }
  return (
    <Page title="Create an account" narrow>
      <Form action="Sign up" onSend={send}>
        <TextField
          label="E-mail address"
          value={email}
          onValue={setEmail}
          input={{ type: "email", autoComplete: "username", required: true }}
        />
        <TextField
          label="Password"
          hint={`At least ${SHORTEST_PASSWORD} characters.`}
          value={password}
          onValue={setPassword}
          input={{
            type: "password",
            autoComplete: "new-password",
            required: true,
            minLength: SHORTEST_PASSWORD,
            maxLength: 72,
          }}
        />
      </Form>
      <p class="aside">
        Have an account? <a href="/app/sign-in">Sign in</a>
      </p>
    </Page>
  );
}
