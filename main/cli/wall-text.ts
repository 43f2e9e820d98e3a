/** A moment of the wall clock in local time, as `2026-11-24T04:02`. */
export const wallText = (wallMs: number): string => {
  const at = new Date(wallMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
};
