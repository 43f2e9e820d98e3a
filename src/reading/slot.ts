/** Stands in a filled text for a word that is put in later, such as one that can be clicked: a character that no text contains. */
export const SLOT = '\u0001';
