import type postgres from "postgres";
import type { Relation, Results } from "./results.ts";

export type Storage = NonNullable<Results["storage"]>;

const GROUPS: Record<string, Relation["group"]> = {
  page_views: "page views and sessions",
  sessions: "page views and sessions",
  widget_events: "widget events",
  pages: "dictionaries",
  origins: "dictionaries",
  clients: "dictionaries",
  periods: "rollups",
  page_rollups: "rollups",
  segments: "rollups",
  session_rollups: "rollups",
  stays: "rollups",
  traits: "rollups",
  lineups: "rollups",
  lineup_keys: "rollups",
  lineup_visitors: "rollups",
  bitmaps: "rollups",
};

/** Bytes on disk of each table, without its indexes, and of each index; in all of the database. */
export async function measureStorage(sql: postgres.Sql): Promise<Storage> {
  const relations = await sql<Omit<Relation, "group">[]>`
    with tables as (
      select oid, relname::text as name, reltuples::double precision as rows from pg_catalog.pg_class
      where relnamespace = 'analytics'::regnamespace and relkind = 'r'
    )
    select name, name as table, false as "isIndex", pg_table_size(oid)::double precision as bytes, rows from tables
    union all
    select indexrelid::regclass::text, name, true, pg_relation_size(indexrelid)::double precision, rows
    from tables join pg_catalog.pg_index on indrelid = oid
    order by "table", "isIndex", name`;
  const [{ bytes } = { bytes: 0 }] = await sql<{ bytes: number }[]>`
    select pg_database_size(current_database())::double precision as bytes`;
  return {
    relations: relations.map(({ name, ...relation }) => ({
      ...{ name: name.replace(/^analytics\./, ""), ...relation },
      group: GROUPS[relation.table] ?? "other",
    })),
    databaseBytes: bytes,
  };
}
