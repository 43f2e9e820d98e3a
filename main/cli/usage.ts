/** What a command takes: named positions and options, for usage lines and checks. */
export interface Usage {
  /** Positions such as `PROJECT`; a name ending in `?` may be left out, and `…` at the end stands for more of the last. */
  readonly positions: readonly string[];
  /** Options with a value, by name, and what the value is. */
  readonly options: Readonly<Record<string, string>>;
  /** Of the options those that may be given several times. */
  readonly repeated?: readonly string[];
  /** Options without a value. */
  readonly flags: readonly string[];
}

export interface Arguments {
  readonly positions: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  /** All values of an option that may be given several times, where it was. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  readonly flags: ReadonlySet<string>;
}
