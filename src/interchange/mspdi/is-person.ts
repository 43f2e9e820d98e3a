import type { MspdiResource } from './parsed.ts';

/** Whether a resource is somebody who works, and not material or a cost. */
export const isPerson = ({ type, isCost }: MspdiResource): boolean => isCost !== true && (type === null || type === 1);
