/** Height in pixels of the time header, and of the grid's: both halves begin their rows at the same line. */
export const HEADER_HEIGHT = 44;
