import { Fragment, type ReactNode } from 'react';

/** Stands in a filled text for what is to be woven in: a character that no text contains. */
export const SLOT = '\u0001';

/** A text with something that can be clicked in the place of each slot, whichever order of words the language has. */
export const Woven = ({ text, children }: { readonly text: string; readonly children: ReactNode }) =>
  text.split(SLOT).map((part, at) => (
    <Fragment key={at}>
      {at > 0 && children}
      {part}
    </Fragment>
  ));
