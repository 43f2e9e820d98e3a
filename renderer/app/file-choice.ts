/** How long a chosen file may still arrive after the window has its focus back, before it counts as a change of mind. */
const NO_CHOICE_MS = 1_500;

/** Lets the person choose a file with the browser's own dialog; null when they think better of it. */
export const chooseFile = (): Promise<File | null> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.hidden = true;
    const settle = (file: File | null): void => {
      window.removeEventListener('focus', waitForChoice);
      input.remove();
      resolve(file);
    };
    // Browsers before Chrome 113 and Safari before 16.4 say nothing when the dialog is cancelled; focus returns then.
    const waitForChoice = (): void => {
      setTimeout(() => settle(input.files?.[0] ?? null), NO_CHOICE_MS);
    };
    input.addEventListener('change', () => settle(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => settle(null), { once: true });
    if (!('oncancel' in input)) window.addEventListener('focus', waitForChoice, { once: true });
    document.body.append(input);
    input.click();
  });

/** Hands a file to the browser's downloads. */
export const offerDownload = (content: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address while it handles the click; a minute is far more than it needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
