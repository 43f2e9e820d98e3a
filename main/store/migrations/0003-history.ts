import type { Migration } from './migration.ts';

/**
 * What is asked about the past of a row, a cell or an import goes straight to it; without these every question would go
 * through the whole log.
 */
export const history: Migration = {
  number: 3,
  name: 'history',
  up: (db) => {
    db.exec(`
      CREATE INDEX op_row ON op (row_id);
      CREATE INDEX change_set_arrival ON change_set (space, id);
      CREATE INDEX change_set_import ON change_set (space, import_id) WHERE import_id IS NOT NULL;
    `);
  },
};
