import { buildNetwork } from '../../schedule/network.ts';

/** A link by the places of its ends in the list of tasks. */
export interface Ends {
  readonly predecessor: number;
  readonly successor: number;
}

/** How often the whole network is looked at, at most and at least, before what is still in doubt is given up. */
const MAX_LOOKS = 400;
const MIN_LOOKS = 60;
/** Tasks and links that all looks together may pass over, a few seconds' worth. */
const MAX_STEPS = 60_000_000;

/**
 * Which links close a circle when they are added in the given order; a circle may lead through summaries. `parents` holds
 * the index of the summary above each task, or -1. Doubtful links are added in blocks; a block that does not fit is
 * halved until the one at fault is found. A file with very many circles loses all links that are still in doubt then,
 * so that the time stays bounded.
 */
export const linksClosingCircles = (parents: readonly number[], links: readonly Ends[]): ReadonlySet<number> => {
  const parent = Int32Array.from(parents);
  const inCircles = (indexes: readonly number[]): readonly number[] =>
    buildNetwork({
      size: parent.length,
      parent,
      linkPred: Int32Array.from(indexes, (i) => links[i]!.predecessor),
      linkSucc: Int32Array.from(indexes, (i) => links[i]!.successor),
    }).circularLinks;

  const all = links.map((_, i) => i);
  const suspects = inCircles(all);
  if (suspects.length === 0) return new Set();
  const doubtful = new Set(suspects);
  let sound = all.filter((i) => !doubtful.has(i));
  const closing = new Set<number>();
  let size = suspects.length;
  const most = Math.max(MIN_LOOKS, Math.min(MAX_LOOKS, Math.floor(MAX_STEPS / (parents.length + links.length))));
  let looks = 0;
  for (let at = 0; at < suspects.length; ) {
    if (looks++ >= most) {
      for (const i of suspects.slice(at)) closing.add(i);
      break;
    }
    const block = suspects.slice(at, at + size);
    const tried = [...sound, ...block];
    const fits = inCircles(tried).length === 0;
    if (!fits && block.length > 1) {
      size = block.length >> 1;
      continue;
    }
    if (fits) sound = tried;
    else closing.add(block[0]!);
    at += block.length;
    size *= 2;
  }
  return closing;
};
