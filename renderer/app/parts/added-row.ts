import { useState } from 'react';
import { ROW_ID_BYTES, rowIdFrom } from '../../../src/model/row-id.ts';
import { useProject } from '../../stores/stores.ts';

export interface AddedRow {
  /** The row that was added last in this view; its field starts chosen, so that it can be named at once. */
  readonly addedId: string | null;
  /** Adds a row with the `add` command of a register and gives its id. */
  readonly add: (commandId: string, cells: object) => string;
}

/** Adding rows in a view, and knowing which one came last. */
export const useAddedRow = (): AddedRow => {
  const project = useProject();
  const [addedId, setAddedId] = useState<string | null>(null);
  const add = (commandId: string, cells: object): string => {
    const id = rowIdFrom(crypto.getRandomValues(new Uint8Array(ROW_ID_BYTES)));
    setAddedId(id);
    void project.carryOut(commandId, { id, cells });
    return id;
  };
  return { addedId, add };
};
