import { loadModule, parsePlPgSQLSync } from "libpg-query";
import postgres from "postgres";
import { z } from "zod";

/** A function of the database: its arguments, results by name included, with their types, and its body. */
type Routine = {
  schema: string;
  name: string;
  names: string[];
  types: string[];
  is_set: boolean;
  /** The table that a trigger is on. */
  of_table: string | null;
  body: string;
};

const ROUTINES = `
  select pronamespace::regnamespace::text as schema, proname as name, prosrc as body, proretset as is_set,
    coalesce(proargnames, '{}') as names,
    array(
      select format_type(type, null) from unnest(coalesce(proallargtypes, proargtypes::oid[])) with ordinality as t (type, place)
      order by place
    ) as types,
    (select tgrelid::regclass::text from pg_catalog.pg_trigger where tgfoid = function.oid limit 1) as of_table
  from pg_catalog.pg_proc as function
  join pg_catalog.pg_language on pg_language.oid = prolang
  where pronamespace::regnamespace::text in ('public', 'analytics') and lanname = 'plpgsql'
  order by 1, 2
`;

const variable = z.object({
  refname: z.string(),
  datatype: z.object({ PLpgSQL_type: z.object({ typname: z.string() }) }).optional(),
});
const expression = z.object({ query: z.string(), parseMode: z.int().default(0) });

/** All that is in a part of a parsed function under one name, wherever it is. */
function found(part: unknown, name: string): unknown[] {
  if (typeof part !== "object" || part === null) {
    return [];
  }
  return Object.entries(part).flatMap(([key, value]) => [
    ...(key === name ? [value] : []),
    ...found(value, name),
  ]);
}

/** Types of this schema that are one value: its enumerations and domains, and lists of anything. */
const SCALARS = `
  select format_type(oid, null) as name from pg_catalog.pg_type
  where typnamespace::regnamespace::text in ('public', 'analytics') and (typtype in ('e', 'd') or typcategory = 'A')
`;

/** A variable with its type, where a function declares it. */
const DECLARED = /^( {2})(\w+) (constant )?((?:public|analytics)\.\w+(?:\[\])?)/gm;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** What a statement or an expression of a function is when it stands alone. */
function statementOf({ query, parseMode }: z.infer<typeof expression>): string {
  switch (parseMode) {
    case 0:
      return query;
    case 2:
      return `select ${query}`;
    default:
      return `select ${query.replace(/^[^=]*?:?=/, "")}`;
  }
}

/** What of a body is before its first statement. */
const declaredIn = (body: string) => body.split(/^begin$/m, 1)[0] ?? "";

/**
 * A function as its parser sees it, which knows no types but those of PostgreSQL: it takes all others for records.
 * It needs to know nothing of a result but whether it is a set.
 */
function parsed({ names, types, body, is_set, of_table }: Routine, scalars: string[]): unknown {
  const given = names.map((name, place) => `${quoted(name)} ${types[place]}`).join(", ");
  const result = of_table === null ? `${is_set ? "setof " : ""}integer` : "trigger";
  const declared = declaredIn(body);
  const shown = declared.replace(DECLARED, (all, space, name, constant = "", type) =>
    scalars.includes(type) ? `${space}${name} ${constant}text` : all,
  );
  return parsePlPgSQLSync(
    `create function f(${given}) returns ${result} language plpgsql as $body$${shown}${body.slice(declared.length)}$body$`,
  );
}

/** The variables that a function declares, with their types; of records nothing is known but that they are some. */
function variablesOf(tree: unknown, given: string[]): { typed: [string, string][]; records: string[] } {
  const all = [...found(tree, "PLpgSQL_var"), ...found(tree, "PLpgSQL_rec")].map((one): [string, string] => {
    const { refname, datatype } = variable.parse(one);
    return [refname, datatype?.PLpgSQL_type.typname ?? "record"];
  });
  const isRecord = ([name, type]: [string, string]) => type === "record" && !given.includes(name);
  return {
    typed: all.filter((one) => one[1] !== "record"),
    records: all.filter(isRecord).map(([name]) => name),
  };
}

/** What can't be said of a statement before it runs: the fields of a record, and what a case is of. */
const isOpen = (statement: string, records: string[]) =>
  /__Case__Variable/.test(statement) || records.some((name) => new RegExp(`\\b${name}\\b`).test(statement));

/** Whether a variable is named anywhere but where it is declared; arguments, and those of PL/pgSQL itself, need not be. */
const isUsed = (name: string, given: string[], body: string) =>
  given.includes(name) ||
  /^(__|found$|sql|tg_)/.test(name) ||
  body.split(new RegExp(`\\b${name}\\b`)).length > 2;

/**
 * Checks the functions of a database that are in PL/pgSQL, of which PostgreSQL looks at no name and no type before
 * they run: each statement and each expression is made the body of a function in SQL, which it does look at.
 *
 * @returns what is wrong, how many were checked, and how many could not be
 */
export async function checkRoutines(
  url: string,
): Promise<{ problems: string[]; checked: number; open: number }> {
  await loadModule();
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    // As in the functions themselves. The names of types are written for it, too.
    await sql.unsafe("set search_path = ''");
    const routines = await sql.unsafe<Routine[]>(ROUTINES);
    const scalars = (await sql.unsafe<{ name: string }[]>(SCALARS)).map(({ name }) => name);
    const result = { problems: [] as string[], checked: 0, open: 0 };
    for (const routine of routines) {
      const { schema, name, names, types, of_table } = routine;
      const tree = parsed(routine, scalars);
      const { typed, records } = variablesOf(tree, [...names, "new", "old"]);
      const known = new Map([
        ...typed,
        ...[...declaredIn(routine.body).matchAll(DECLARED)].map(
          ([, , one = "", , type = ""]): [string, string] => [one, type],
        ),
        ...names.map((one, place): [string, string] => [one, types[place] ?? ""]),
        ...(of_table === null ? [] : ["new", "old"].map((row): [string, string] => [row, of_table])),
      ]);
      const given = [...known].map(([one, type]) => `${quoted(one)} ${type}`).join(", ");
      const labels = [...routine.body.matchAll(/<<(\w+)>>/g)].map(([, label]) => label ?? "");
      const unused = typed.filter(([one]) => !isUsed(one, names, routine.body)).map(([one]) => one);
      result.problems.push(...unused.map((one) => `${schema}.${name}: ${one} is never used`));
      for (const one of found(tree, "PLpgSQL_expr")) {
        const statement = labels.reduce(
          (text, label) => text.replace(new RegExp(`\\b${label}\\.`, "g"), `${name}.`),
          statementOf(expression.parse(one)),
        );
        if (isOpen(statement, records)) {
          result.open++;
          continue;
        }
        result.checked++;
        try {
          // Under its own name, by which it may call its arguments.
          await sql.unsafe(
            `begin; create function pg_temp.${quoted(name)}(${given}) returns void language sql as $body$${statement}$body$`,
          );
        } catch (error) {
          const said = error instanceof Error ? error.message : String(error);
          result.problems.push(`${schema}.${name}: ${said}: ${statement.replace(/\s+/g, " ").slice(0, 200)}`);
        }
        await sql.unsafe("rollback");
      }
    }
    return result;
  } finally {
    await sql.end();
  }
}
