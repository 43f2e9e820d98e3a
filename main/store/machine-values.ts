import type { Database } from 'better-sqlite3';

/** What belongs to this computer and never leaves it, by table. */
export type MachineTable = 'setting' | 'layout' | 'own_template';

export interface MachineValues {
  readonly get: (table: MachineTable, key: string) => string | null;
  readonly put: (table: MachineTable, key: string, value: string) => void;
  readonly remove: (table: MachineTable, key: string) => boolean;
  readonly all: (table: MachineTable) => readonly string[];
}

const KEY: Readonly<Record<MachineTable, string>> = { setting: 'key', layout: 'key', own_template: 'id' };

/** Settings, window layouts and own templates over an open database. */
export const machineValuesOf = (db: Database): MachineValues => {
  const of = <T>(make: (table: MachineTable) => T): Readonly<Record<MachineTable, T>> => ({
    setting: make('setting'),
    layout: make('layout'),
    own_template: make('own_template'),
  });
  const get = of((table) => db.prepare<[string], string>(`SELECT value FROM ${table} WHERE ${KEY[table]} = ?`).pluck());
  const put = of((table) => db.prepare(`INSERT OR REPLACE INTO ${table} (${KEY[table]}, value) VALUES (?, ?)`));
  const remove = of((table) => db.prepare(`DELETE FROM ${table} WHERE ${KEY[table]} = ?`));
  const all = of((table) => db.prepare<[], string>(`SELECT value FROM ${table} ORDER BY ${KEY[table]}`).pluck());
  return {
    get: (table, key) => get[table].get(key) ?? null,
    put: (table, key, value) => {
      put[table].run(key, value);
    },
    remove: (table, key) => remove[table].run(key).changes > 0,
    all: (table) => all[table].all(),
  };
};
