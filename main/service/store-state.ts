import type { CallError, StoreState } from '../../src/api.ts';
import type { StoreError } from '../store/store-error.ts';

/** A failure of the store as calls answer it. */
export const callErrorOf = ({ id, params }: StoreError): CallError => ({ id, params });

/** What a store that did not open is to its windows. */
export const stateOfFailure = (error: StoreError): StoreState => {
  switch (error.id) {
    case 'store.corrupt':
      return { kind: 'corrupt', detail: error.params.detail, backup: error.backup };
    case 'store.newer':
      return { kind: 'newer', found: error.params.found, known: error.params.known };
    default:
      return { kind: 'unusable', error: callErrorOf(error) };
  }
};
