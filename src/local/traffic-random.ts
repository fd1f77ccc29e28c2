/** A source of numbers in [0, 1). */
export type Random = () => number;

/**
 * A repeatable source of random numbers: sfc32 by Chris Doty-Humphrey (PractRand 0.94, public domain),
 * seeded there as here: 64 bits of seed, a counter from 1, twelve rounds thrown away.
 */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [0, seed | 0, Math.floor(seed / 2 ** 32) | 0, 1];
  const next = () => {
    const result = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return (result >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) {
    next();
  }
  return next;
}

/** Lower-case hexadecimal digits, any number of them. */
export function hexDigits(random: Random, digits: number): string {
  let text = "";
  while (text.length < digits) {
    text += Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  }
  return text.slice(0, digits);
}

/** A UUID of version 7 (RFC 9562): 48 bits of time in milliseconds, then random ones. */
export function uuidAt(at: number, random: Random): string {
  const time = at.toString(16).padStart(12, "0");
  const rest = hexDigits(random, 18);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6)}`;
}

/** A log-normal number: half of them are below the median, few are far above it (Box-Muller transform). */
export function logNormal(random: Random, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(sigma * normal);
}

/** Draws items as often as their weights say; an item of weight 0 never. */
export function chooser<Item>(
  items: readonly Item[],
  weightOf: (item: Item) => number,
): (random: Random) => Item {
  let total = 0;
  const ends = items.map((item) => {
    total += weightOf(item);
    return total;
  });
  return (random) => {
    const point = random() * total;
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > point) high = middle;
      else low = middle + 1;
    }
    const found = items[low];
    if (found === undefined) throw new RangeError("There is nothing to choose from.");
    return found;
  };
}
