import type { FilePurpose } from '../../src/api.ts';

/** What is offered first of the files there are, for each purpose. */
export const PICK_FILTERS: Readonly<
  Record<FilePurpose, { readonly text: string; readonly extensions: readonly string[] }>
> = {
  import: { text: 'import', extensions: ['xml', 'udbudsplan', 'age'] },
  list: { text: 'list', extensions: ['csv', 'txt', 'xlsx'] },
  logo: { text: 'logo', extensions: ['png', 'jpg', 'jpeg', 'svg'] },
};
