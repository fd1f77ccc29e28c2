import type { ComponentChildren, TargetedInputEvent } from "preact";
import { useId } from "preact/hooks";

type Common = { label: string; hint?: ComponentChildren; problem?: string | undefined };

/** Names what a field is for, and what is wrong with it, for every kind of reader. */
function Labelled(props: Common & { id: string; children: ComponentChildren }) {
  const { id, label, hint, problem, children } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** Leads from a field to its hint and to what is wrong with it. */
function describing(id: string, { hint, problem }: Common) {
  const texts = [problem ? `${id}-problem` : "", hint ? `${id}-hint` : ""].filter((text) => text !== "");
  return {
    ...(texts.length > 0 && { "aria-describedby": texts.join(" ") }),
    ...(problem && { "aria-invalid": "true" as const }),
  };
}

/** What a line of text may be told of how it is typed. */
type Typing = {
  type?: "email" | "password" | "date";
  autoComplete?: "username" | "current-password" | "new-password" | "url" | "off";
  inputMode?: "url";
  placeholder?: string;
  pattern?: string;
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  min?: string;
  max?: string;
};

type Attributes = Omit<Typing, "type"> & {
  id: string;
  value: string;
  onInput: (event: TargetedInputEvent<HTMLInputElement>) => void;
  "aria-describedby"?: string;
  "aria-invalid"?: "true";
};

function Input({ type, ...attributes }: Attributes & Pick<Typing, "type">) {
  switch (type) {
    case "email":
      return <input type="email" {...attributes} />;
    case "password":
      return <input type="password" {...attributes} />;
    case "date":
      return <input type="date" {...attributes} />;
    default:
      return <input type="text" {...attributes} />;
  }
}

type InputProps = Common & { value: string; onValue: (value: string) => void; input?: Typing };

/** A line of text. */
export function TextField(props: InputProps) {
  const { value, onValue, input, ...common } = props;
  const id = useId();
  return (
    <Labelled id={id} {...common}>
      <Input
        {...input}
        {...describing(id, common)}
        id={id}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Labelled>
  );
}

/** Several lines of text. */
export function TextArea(props: Common & { value: string; onValue: (value: string) => void; rows: number }) {
  const { value, onValue, rows, ...common } = props;
  const id = useId();
  return (
    <Labelled id={id} {...common}>
      <textarea
        {...describing(id, common)}
        id={id}
        rows={rows}
        spellcheck={false}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Labelled>
  );
}

/** One of several, by name. */
export function Choice(
  props: Common & {
    value: string;
    onValue: (value: string) => void;
    choices: [value: string, name: string][];
  },
) {
  const { value, onValue, choices, ...common } = props;
  const id = useId();
  return (
    <Labelled id={id} {...common}>
      <select
        {...describing(id, common)}
        id={id}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {choices.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
