/** An expected failure is a value, never an exception: callers must look before they use it. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Wraps a value that was obtained. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** Wraps the reason why there is no value. */
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
