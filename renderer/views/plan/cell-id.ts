/** Id of a cell's element, by which the grid names the active one. */
export const cellId = (taskId: string, column: string): string => `cell-${taskId || 'new'}-${column}`;
