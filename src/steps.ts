/** Work that says where it can pause, so that whoever does it can do something else in between. */
export type Steps<T> = Generator<undefined, T>;

/** Does all of it at once. */
export const atOnce = <T>(steps: Steps<T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};
