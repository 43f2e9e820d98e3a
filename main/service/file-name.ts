/** A name that every file system takes. */
export const fileNameOf = (name: string, ending: string): string => {
  const plain = name
    .replace(/[<>:"/\\|?*\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 100);
  return `${plain || 'plan'}${ending}`;
};
