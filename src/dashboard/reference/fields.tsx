import { resolved, type Schema } from "./document.ts";
import { Line } from "./markdown.tsx";

type Named = Record<string, Schema>;

const FORMATS: Record<string, string> = {
  date: "date",
  "date-time": "time",
  uuid: "UUID",
};

const choicesOf = ({ anyOf, oneOf }: Schema): Schema[] => anyOf ?? oneOf ?? [];

/** What kind of value it is, in words. */
export function kindOf(given: Schema, named: Named): string {
  const schema = resolved(given, named);
  const choices = choicesOf(schema);
  if (choices.length > 0) {
    return [...new Set(choices.map((one) => kindOf(one, named)))].join(" or ");
  }
  const kinds = [schema.type ?? "any value"].flat().map((type) => {
    if (type === "array") {
      return `list of ${schema.items === undefined ? "values" : kindOf(schema.items, named)}`;
    }
    return type === "string" ? (FORMATS[schema.format ?? ""] ?? "text") : type;
  });
  return kinds.join(" or ");
}

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** What a value must be besides its kind. */
export function limitsOf(schema: Schema): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const range = (least: number | undefined, most: number | undefined, unit: string): string[] => {
    if (most === undefined) {
      return least === undefined || least === 0 ? [] : [`at least ${least}${unit}`];
    }
    return [least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`];
  };
  return [
    ...range(minimum, maximum, ""),
    ...range(minLength, maxLength, " characters"),
    ...range(minItems, maxItems, " entries"),
  ];
}

/** The values that are possible, where there are few. */
export function Values({ schema }: { schema: Schema }) {
  const values = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  return values.length === 0 ? null : (
    <span class="values">
      {values.map((value) => (
        <code key={shown(value)}>{shown(value)}</code>
      ))}
    </span>
  );
}

/** The parts of a value that has parts, also where those are in a list or in one of several choices. */
function Parts({ schema: given, named }: { schema: Schema; named: Named }) {
  const schema = resolved(given, named);
  if (schema.items !== undefined) {
    return <Parts schema={schema.items} named={named} />;
  }
  const choices = choicesOf(schema).filter((one) => hasParts(one, named));
  if (choices.length > 1) {
    return (
      <ul class="fields">
        {choices.map((one, place) => (
          <li key={place}>
            <span class="muted">one of {choices.length}:</span>
            <Parts schema={one} named={named} />
          </li>
        ))}
      </ul>
    );
  }
  const [only] = choices;
  if (only !== undefined) {
    return <Parts schema={only} named={named} />;
  }
  const { properties = {}, additionalProperties, required = [] } = schema;
  const more =
    typeof additionalProperties === "object" && Object.keys(additionalProperties).length > 0
      ? [["any name", additionalProperties] satisfies [string, Schema]]
      : [];
  const fields = [...Object.entries(properties), ...more];
  return fields.length === 0 ? null : (
    <ul class="fields">
      {fields.map(([name, one]) => (
        <Field key={name} name={name} schema={one} named={named} isRequired={required.includes(name)} />
      ))}
    </ul>
  );
}

function hasParts(given: Schema, named: Named): boolean {
  const schema = resolved(given, named);
  return (
    schema.properties !== undefined ||
    typeof schema.additionalProperties === "object" ||
    choicesOf(schema).some((one) => hasParts(one, named)) ||
    (schema.items !== undefined && hasParts(schema.items, named))
  );
}

function Field(props: { name: string; schema: Schema; named: Named; isRequired: boolean }) {
  const { name, schema: given, named, isRequired } = props;
  const schema = resolved(given, named);
  return (
    <li>
      <code class="name">{name}</code>{" "}
      <span class="kind">
        {[
          kindOf(schema, named),
          ...limitsOf(schema),
          ...(schema.default === undefined ? [] : [`default ${shown(schema.default)}`]),
          ...(isRequired ? [] : ["optional"]),
        ].join(" · ")}
      </span>
      {schema.description && (
        <p>
          <Line text={schema.description} />
        </p>
      )}
      <Values schema={schema} />
      {hasParts(schema, named) && <Parts schema={schema} named={named} />}
    </li>
  );
}

/** All fields of a value, with what each is. */
export function Fields({ schema, named }: { schema: Schema; named: Named }) {
  return hasParts(schema, named) ? (
    <Parts schema={schema} named={named} />
  ) : (
    <p>
      <span class="kind">{kindOf(schema, named)}</span> <Line text={schema.description ?? ""} />
    </p>
  );
}

/** A default in words; undefined where there is none. */
export const defaultOf = (schema: Schema): string | undefined =>
  schema.default === undefined ? undefined : shown(schema.default);
