import { MAX_NAME } from '../model/schema.ts';

/** A text made fit for a cell, and what had to be done to it. */
export interface CleanText {
  readonly text: string;
  /** Longer than the cell allows; the end is gone. */
  readonly cut: boolean;
  /** Control characters were taken out. */
  readonly stripped: boolean;
}

/** Control characters but tab and line breaks, which no cell may hold. */
const controls = /[^\P{Cc}\t\n\r]/gu;
const hasControl = /[^\P{Cc}\t\n\r]/u;

/** Cuts after `max` UTF-16 units, never within a character. */
const cutAt = (text: string, max: number): string => {
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
};

/** A running text without control characters and of at most `max` UTF-16 units. */
export const cleanText = (text: string, max: number): CleanText => {
  const stripped = hasControl.test(text);
  const bare = stripped ? text.replace(controls, '') : text;
  const cut = bare.length > max;
  return { text: cut ? cutAt(bare, max) : bare, cut, stripped };
};

/** A name: on one line, without blanks at its ends. */
export const cleanName = (text: string, max: number = MAX_NAME): CleanText =>
  cleanText(/[\t\n\r]/.test(text) ? text.replace(/[\t\n\r]+/g, ' ').trim() : text.trim(), max);
