/** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hex digits. Passed in, since the core computes no hashes. */
export type Sha256Hex = (text: string) => string;

/** Crockford's base 32 in lower case: no i, l, o, u. Sorts as the number does. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Random bytes that an id needs. */
export const ROW_ID_BYTES = 16;

const ROW_ID = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** Whether the text has the form of a row id: 128 bits as 26 digits. */
export const isRowId = (text: string): boolean => ROW_ID.test(text);

/** A row id of 26 characters from 16 random bytes. Fewer bytes are a bug of the caller. */
export function rowIdFrom(random: Uint8Array): string {
  if (random.length < ROW_ID_BYTES) throw new RangeError(`a row id takes ${ROW_ID_BYTES} bytes`);
  let id = '';
  // 128 bits are 26 digits of 5 with two zero bits in front.
  let bits = 2;
  let rest = 0;
  for (let i = 0; i < ROW_ID_BYTES; i++) {
    rest = (rest << 8) | (random[i] as number);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      id += DIGITS[rest >> bits];
      rest &= (1 << bits) - 1;
    }
  }
  return id;
}

function rowIdOfText(text: string, sha256: Sha256Hex): string {
  const hex = sha256(text);
  const bytes = new Uint8Array(ROW_ID_BYTES);
  for (let i = 0; i < ROW_ID_BYTES; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return rowIdFrom(bytes);
}

/**
 * The id of a link: a hash of what it joins and how, so that two people who add the same link make one row, in every
 * space that holds a part of it.
 */
export const linkId = (predecessorId: string, successorId: string, type: string, sha256: Sha256Hex): string =>
  rowIdOfText(JSON.stringify(['link', predecessorId, successorId, type]), sha256);

/**
 * The id of a row that two people may make without knowing of each other, and that is to be one row then: a hash of what
 * it stands for, such as an answer of its round, participant and module.
 */
export const rowIdOf = (entity: string, parts: readonly string[], sha256: Sha256Hex): string =>
  rowIdOfText(JSON.stringify(['row', entity, ...parts]), sha256);

/** The id of a row that every copy must name alike, such as a built-in calendar; `name` is fixed for ever. */
export const fixedRowId = (entity: string, name: string, sha256: Sha256Hex): string =>
  rowIdOfText(JSON.stringify(['fixed', entity, name]), sha256);
