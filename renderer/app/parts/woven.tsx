import { Fragment, type ReactNode } from 'react';
import { SLOT } from '../../../src/reading/slot.ts';

/** A text with something that can be clicked in the place of each slot, whichever order of words the language has. */
export const Woven = ({ text, children }: { readonly text: string; readonly children: ReactNode }) =>
  text.split(SLOT).map((part, at) => (
    <Fragment key={at}>
      {at > 0 && children}
      {part}
    </Fragment>
  ));
