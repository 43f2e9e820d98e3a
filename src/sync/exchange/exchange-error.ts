/**
 * Why a file was not taken. `place` names where: `line 12`, `header`, `trailer`, or nothing where the file as a whole is
 * meant. The ids are in the catalogue of errors.
 */
export interface ExchangeError {
  readonly id: /** Not a file of this kind at all. */
    | 'exchange.not-exchange'
    /** Ends before its end: cut off on the way, or still being copied. */
    | 'exchange.truncated'
    /** A byte is not what its sender wrote. */
    | 'exchange.damaged'
    /** A bound of bounds.ts is passed; `bound` names it. */
    | 'exchange.too-large'
    /** Written by a version that this program cannot read; nothing is wrong with the file. */
    | 'exchange.newer-format'
    /** Whole, but not what the format allows; `place` and `reason` tell. */
    | 'exchange.invalid'
    /** A change set is not what its author wrote, or does not continue its author's chain. */
    | 'exchange.chain'
    /** The signature is not that of the key in the file. */
    | 'exchange.bad-signature'
    /** The plan that the file leads to is not the one that its sender had. */
    | 'exchange.state-differs'
    | 'exchange.unreadable-file';
  readonly params: Readonly<Record<string, string | number>>;
}

export const exchangeError = (id: ExchangeError['id'], params: ExchangeError['params'] = {}): ExchangeError => ({
  id,
  params,
});

export const invalid = (place: string, reason: string): ExchangeError =>
  exchangeError('exchange.invalid', { place, reason });

export const tooLarge = (bound: string, most: number): ExchangeError =>
  exchangeError('exchange.too-large', { bound, most });
