/** Loaded before the product: its clock goes two days ahead of everybody else's. */
const TWO_DAYS_MS = 2 * 86_400_000;
const RealDate = Date;
const now = () => RealDate.now() + TWO_DAYS_MS;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }
  static now() {
    return now();
  }
};
