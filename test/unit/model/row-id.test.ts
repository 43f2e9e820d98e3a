import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixedRowId, isRowId, linkId, ROW_ID_BYTES, rowIdFrom } from '../../../src/model/row-id.ts';
import { sha256 } from '../sync/merge-properties.ts';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

test('a row id is the number of its bytes in base 32', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: ROW_ID_BYTES, maxLength: ROW_ID_BYTES }), (bytes) => {
      const id = rowIdFrom(bytes);
      const number = [...bytes].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
      const back = [...id].reduce((sum, digit) => sum * 32n + BigInt(DIGITS.indexOf(digit)), 0n);
      return id.length === 26 && isRowId(id) && back === number;
    }),
  );
});

test('too few bytes are a bug', () => expect(() => rowIdFrom(new Uint8Array(15))).toThrow(RangeError));

test.each(['', 'A'.repeat(26), `8${'0'.repeat(25)}`, '0'.repeat(25), `0${'u'.repeat(25)}`, '../etc/passwd'])(
  '%j is no row id',
  (text) => expect(isRowId(text)).toBe(false),
);

test('a link has one id wherever it is added, and another for another direction or type', () => {
  const ids = [linkId('p', 's', 'FS', sha256), linkId('s', 'p', 'FS', sha256), linkId('p', 's', 'SS', sha256)];
  expect(ids.every(isRowId)).toBe(true);
  expect(new Set([...ids, linkId('p', 's', 'FS', sha256), fixedRowId('link', 'p', sha256)]).size).toBe(4);
});
