import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Choice, TextArea, TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Scrolling } from "../parts/scrolling.tsx";
import { session } from "../session.ts";
import { type Ask, bodiesOf, type Filled, type Reader } from "./ask.ts";
import type { Operation, Parameter } from "./document.ts";
import { defaultOf } from "./fields.tsx";
import { askingOf, key, prefersKey, secretFor } from "./reader.ts";
import { type Shown, send } from "./send.ts";

type Change = (change: Partial<Filled>) => void;

const numberOfLines = (text: string): number => Math.min(text.split("\n").length, 12);

/** The values that a parameter may have, where they are few. */
function valuesOf({ schema }: Parameter): string[] {
  return schema.type === "boolean" ? ["true", "false"] : (schema.enum ?? []).map(String);
}

function ParameterField(props: { parameter: Parameter; value: string; onValue: (value: string) => void }) {
  const { parameter, value, onValue } = props;
  const { name, schema, required } = parameter;
  const byDefault = defaultOf(schema);
  const values = valuesOf(parameter);
  if (values.length > 0) {
    const none: [string, string] = ["", byDefault === undefined ? "—" : `— (${byDefault})`];
    const choices = values.map((one): [string, string] => [one, one]);
    return (
      <Choice
        label={name}
        value={value}
        onValue={onValue}
        choices={required ? choices : [none, ...choices]}
      />
    );
  }
  return (
    <TextField
      label={name}
      value={value}
      onValue={onValue}
      input={{
        ...(schema.format === "date" && { type: "date" }),
        ...(byDefault !== undefined && { placeholder: byDefault }),
        autoComplete: "off",
        required,
      }}
    />
  );
}

/** With what a request is sent: the key of this page, or the session. */
function CredentialField({ operation }: { operation: Operation }) {
  const asking = askingOf(operation);
  const name = useId();
  if (asking === "nothing") {
    return null;
  }
  if (asking === "session") {
    return session.value ? (
      <p class="hint">Sent as {session.value.user.email}, with the token of your session.</p>
    ) : (
      <p class="hint">
        This takes the session of who is signed in: <a href="/app/sign-in?to=/app/reference">sign in</a>.
      </p>
    );
  }
  const isByKey = asking === "key" || prefersKey.value;
  const choice = (label: string, byKey: boolean) => (
    <label class="tick">
      <input
        type="radio"
        name={name}
        checked={isByKey === byKey}
        onChange={() => {
          prefersKey.value = byKey;
        }}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <>
      {asking === "either" && (
        <fieldset class="field">
          <legend>Send it with</legend>
          {choice("Your session", false)}
          {choice("An API key", true)}
        </fieldset>
      )}
      {isByKey && (
        <TextField
          label="API key"
          hint="Kept on this page until you leave it, and stored nowhere."
          value={key.value}
          onValue={(value) => {
            key.value = value;
          }}
          input={{ type: "password", autoComplete: "off", required: true }}
        />
      )}
    </>
  );
}

function BodyField(props: { operation: Operation; filled: Filled; reader: Reader; onChange: Change }) {
  const { operation, filled, reader, onChange } = props;
  const bodies = bodiesOf(operation, reader);
  const chosen = bodies.findIndex(({ text }) => text === filled.body);
  const show = (place: string) => {
    const body = bodies[Number(place)];
    onChange({ body: body?.text ?? "", type: body?.type ?? "" });
  };
  return (
    <>
      {bodies.length > 1 && (
        <Choice
          label="Example"
          value={String(chosen)}
          onValue={show}
          choices={[
            ...(chosen === -1 ? [["-1", "Your own"] satisfies [string, string]] : []),
            ...bodies.map(({ name }, place): [string, string] => [String(place), name]),
          ]}
        />
      )}
      <TextArea
        label="Body"
        rows={numberOfLines(filled.body)}
        value={filled.body}
        onValue={(body) => onChange({ body })}
      />
    </>
  );
}

/** What was answered, as it came, and in sight also below a long form. */
function Answered({ shown: { status, milliseconds, limits, text }, path }: { shown: Shown; path: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <div class="answered" ref={place}>
      <p role="status">
        <strong class={status < 400 ? "good-text" : "bad-text"}>{status}</strong> in {milliseconds} ms
      </p>
      {limits.length > 0 && (
        <dl class="facts">
          {limits.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Scrolling kind="scrolling high" label={`Answer of ${path}`}>
        <pre>
          <code>{text}</code>
        </pre>
      </Scrolling>
    </div>
  );
}

/** A form that sends the request of an operation and shows what is answered. */
export function Try(props: {
  operation: Operation;
  filled: Filled;
  ask: Ask;
  reader: Reader;
  onChange: Change;
}) {
  const { operation, filled, ask, reader, onChange } = props;
  const [shown, show] = useState<Shown>();
  const submit = async () => {
    show(undefined);
    show(await send(ask, await secretFor(operation)));
    return undefined;
  };
  return (
    <>
      <Form action="Send" onSend={submit}>
        {operation.parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={filled.values[parameter.name] ?? ""}
            onValue={(value) => onChange({ values: { [parameter.name]: value } })}
          />
        ))}
        {operation.body && (
          <BodyField operation={operation} filled={filled} reader={reader} onChange={onChange} />
        )}
        <CredentialField operation={operation} />
      </Form>
      {shown && <Answered shown={shown} path={`${operation.method} ${operation.path}`} />}
    </>
  );
}
