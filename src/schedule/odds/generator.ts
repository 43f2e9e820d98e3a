/** Numbers that look random and follow from a seed alone: the same on every machine and in every version of the runtime. */
export interface Generator {
  /** Begins the stream that belongs to a seed and a number, whatever was drawn before. */
  readonly begin: (seed: number, stream: number) => void;
  /** The next number, from 0 up to but not 1. */
  readonly uniform: () => number;
  /** Fills an array with the next numbers of the normal distribution with mean 0 and deviation 1. */
  readonly normals: (into: Float64Array) => void;
}

const rotl = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** One step of the mixing function of MurmurHash3: turns neighbouring numbers into unrelated ones. */
const mix = (x: number): number => {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
};

const GOLDEN = 0x9e3779b9;

/**
 * xoshiro128** (Blackman and Vigna, 2018) for uniform numbers, the polar method (Marsaglia, 1964) for normal ones. Every
 * stream has its own beginning, so iterations can be carried out in any order and in any number of parts.
 */
export const createGenerator = (): Generator => {
  let a = 1;
  let b = 0;
  let c = 0;
  let d = 0;
  let spare = 0;
  let hasSpare = false;
  const bits = (): number => {
    const result = Math.imul(rotl(Math.imul(b, 5), 7), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotl(d, 11);
    return result >>> 0;
  };
  const uniform = (): number => bits() / 4294967296;
  return {
    begin: (seed, stream) => {
      const own = mix(mix(seed) ^ Math.imul(stream + 1, GOLDEN));
      a = mix(own + GOLDEN);
      b = mix(own + Math.imul(GOLDEN, 2));
      c = mix(own + Math.imul(GOLDEN, 3));
      // The state must not be nought altogether.
      d = mix(own + Math.imul(GOLDEN, 4)) | 1;
      hasSpare = false;
    },
    uniform,
    normals: (into) => {
      let at = 0;
      if (hasSpare && into.length > 0) {
        into[at++] = spare;
        hasSpare = false;
      }
      while (at < into.length) {
        let x = 0;
        let y = 0;
        let square = 0;
        do {
          x = 2 * uniform() - 1;
          y = 2 * uniform() - 1;
          square = x * x + y * y;
        } while (square >= 1 || square === 0);
        const factor = Math.sqrt((-2 * Math.log(square)) / square);
        into[at++] = x * factor;
        if (at < into.length) into[at++] = y * factor;
        else {
          spare = y * factor;
          hasSpare = true;
        }
      }
    },
  };
};
