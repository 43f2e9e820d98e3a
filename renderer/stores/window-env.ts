/** What the window takes from its surroundings, so that tests can hand in their own. */
export interface WindowEnv {
  readonly nowMs: () => number;
  /** Today's day number, in local time. */
  readonly todayDay: () => number;
  readonly later: (run: () => void, afterMs: number) => void;
}
