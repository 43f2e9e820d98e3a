interface Named {
  readonly id: string;
  readonly name: string;
}

/** The row that a person means: the one with that id, else the first of that name. */
export const findNamed = <T extends Named>(rows: readonly T[], wanted: string): T | undefined =>
  rows.find(({ id }) => id === wanted) ?? rows.find(({ name }) => name === wanted);
