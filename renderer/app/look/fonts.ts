/**
 * Loads the fonts of the style sheet. Left to the first text that asks for one, they would come after the first frame, which is
 * then laid out and painted a second time. A font that cannot be had is no reason to show nothing.
 */
export const loadFonts = async (): Promise<void> => {
  await Promise.allSettled(Array.from(document.fonts, (face) => face.load()));
};
