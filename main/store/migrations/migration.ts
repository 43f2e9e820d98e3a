import type { Database } from 'better-sqlite3';

/**
 * One step in the life of the tables that are not made from the schema. Steps are never changed once released: a file
 * that has taken one must look like a file that takes it today.
 */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly up: (db: Database) => void;
}
