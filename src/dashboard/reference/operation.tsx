import { useState } from "preact/hooks";
import { Scrolling } from "../parts/scrolling.tsx";
import { askOf, type Filled, filledIn } from "./ask.ts";
import type { Answer, Operation, Parameter, Schema } from "./document.ts";
import { ExamplesTabs } from "./examples-tabs.tsx";
import { defaultOf, Fields, kindOf, limitsOf, Values } from "./fields.tsx";
import { Line } from "./markdown.tsx";
import { readerNow } from "./reader.ts";
import { Try } from "./try.tsx";

type Named = Record<string, Schema>;

/** A credential that an operation takes, in words. */
const CREDENTIALS: Record<string, string> = {
  apiKey: "an API key",
  apiKeyHeader: "an API key in `X-API-KEY`",
  sessionToken: "the token of a session",
  shareToken: "a share link",
};

function credentialsOf({ credentials }: Operation): string {
  const named = credentials.map(({ scheme, scopes }) =>
    [CREDENTIALS[scheme] ?? scheme, ...scopes.map((scope) => `with \`${scope}\``)].join(" "),
  );
  return named.length === 0 ? "No credential is needed." : `Takes ${named.join(", or ")}.`;
}

function ParameterLine({ parameter, named }: { parameter: Parameter; named: Named }) {
  const { name, schema, required, description, in: place } = parameter;
  const byDefault = defaultOf(schema);
  return (
    <li>
      <code class="name">{name}</code>{" "}
      <span class="kind">
        {[
          kindOf(schema, named),
          ...limitsOf(schema),
          ...(place === "query" ? [] : [`in the ${place}`]),
          ...(byDefault === undefined ? [] : [`default ${byDefault}`]),
        ].join(" · ")}
      </span>{" "}
      {required && <span class="required">required</span>}
      <p>
        <Line text={description} />
      </p>
      <Values schema={schema} />
    </li>
  );
}

const contentOf = ({ content }: Answer) => Object.entries(content);
const isGood = ({ status }: Answer): boolean => /^[23]/.test(status);

function GoodAnswer({ answer, named, of }: { answer: Answer; named: Named; of: string }) {
  return (
    <div class="answer">
      <p>
        <span class="status">{answer.status}</span> <Line text={answer.description} />
      </p>
      {contentOf(answer).map(([type, { schema, example }]) => (
        <details key={type}>
          <summary>{type === "application/json" ? "Fields and example" : type}</summary>
          {schema && <Fields schema={schema} named={named} />}
          {example !== undefined && (
            <Scrolling kind="scrolling high" label={`Example of ${of}, ${answer.status} ${type}`}>
              <pre>
                <code>{typeof example === "string" ? example : JSON.stringify(example, null, 2)}</code>
              </pre>
            </Scrolling>
          )}
        </details>
      ))}
    </div>
  );
}

/** The refusals of an operation: each code with its status, and the body that it comes with. */
function Refusals({ answers, of }: { answers: Answer[]; of: string }) {
  const codes = answers.flatMap((answer) =>
    contentOf(answer).flatMap(([, { examples }]) =>
      Object.entries(examples).map(([code, { summary, value }]) => ({
        status: answer.status,
        code,
        summary,
        body: JSON.stringify(value),
      })),
    ),
  );
  return (
    <details>
      <summary>Errors: {answers.map(({ status }) => status).join(", ")}</summary>
      <ul class="fields" aria-label={`Errors of ${of}`}>
        {codes.map(({ status, code, summary, body }) => (
          <li key={code}>
            <span class="status bad">{status}</span> <code class="name">{code}</code>
            <p>
              <Line text={summary} />
            </p>
            <p>
              <code class="muted">{body}</code>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

type Changed = Partial<Pick<Filled, "body" | "type">> & { values: Record<string, string> };

/** One operation: what it takes and answers, how it is asked in three languages, and a form to ask it. */
export function OperationSection({ operation, named }: { operation: Operation; named: Named }) {
  const { id, method, path, summary, description, parameters, body, answers, isQuestion } = operation;
  const [changed, change] = useState<Changed>({ values: {} });
  const [isOpen, setOpen] = useState(false);
  const reader = readerNow();
  const begun = filledIn(operation, reader);
  const filled: Filled = { ...begun, ...changed, values: { ...begun.values, ...changed.values } };
  const ask = askOf(operation, filled, location.origin);
  const of = `${method} ${path}`;
  const onChange = (more: Partial<Filled>) =>
    change((before) => ({ ...before, ...more, values: { ...before.values, ...more.values } }));
  return (
    <article id={id} class="operation" aria-labelledby={`${id}-name`}>
      <h3 id={`${id}-name`}>
        <a class="anchor" href={`#${id}`}>
          {summary}
        </a>
      </h3>
      <p class="route">
        <span class="method">{method}</span> <code>{path}</code>
      </p>
      <div class="columns">
        <div class="told">
          <p>
            <Line text={description} />
          </p>
          <p class="muted">
            <Line text={credentialsOf(operation)} />
          </p>
          {parameters.length > 0 && (
            <>
              <h4>Parameters</h4>
              <ul class="fields">
                {parameters.map((one) => (
                  <ParameterLine key={one.name} parameter={one} named={named} />
                ))}
              </ul>
            </>
          )}
          {body && (
            <>
              <h4>Body{body.required ? "" : ", may be left out"}</h4>
              {Object.entries(body.content).map(([type, { schema }]) => (
                <details key={type}>
                  <summary>{type}</summary>
                  {schema && <Fields schema={schema} named={named} />}
                </details>
              ))}
            </>
          )}
          <h4>Answers</h4>
          {answers.filter(isGood).map((answer) => (
            <GoodAnswer key={answer.status} answer={answer} named={named} of={of} />
          ))}
          {!answers.every(isGood) && (
            <Refusals answers={answers.filter((answer) => !isGood(answer))} of={of} />
          )}
        </div>
        <div class="shown">
          <ExamplesTabs ask={ask} />
          {isQuestion ? (
            <details class="try" onToggle={(event) => setOpen(event.currentTarget.open)}>
              <summary>Try it</summary>
              {isOpen && (
                <Try operation={operation} filled={filled} ask={ask} reader={reader} onChange={onChange} />
              )}
            </details>
          ) : (
            <p class="hint">It changes something, so it is not sent from this page.</p>
          )}
        </div>
      </div>
    </article>
  );
}
