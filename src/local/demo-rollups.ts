import { rollUp } from "../rollup/roll-up.ts";
import { progressCount } from "./progress.ts";

const HOUR = 3_600_000;

/**
 * Rolls up what is due, at once and every hour until it is stopped, because `netlify dev` runs no
 * schedules. A failure is told and otherwise left alone: reports are right without.
 *
 * @param options.budget milliseconds after which the first run, which is waited for, leaves the rest
 * @param options.signal ends a run after the call that is under way
 */
export async function keepRolledUp(options: {
  budget: number;
  signal: AbortSignal;
}): Promise<{ stop: () => Promise<void> }> {
  const { budget, signal } = options;
  const run = async (show: (rolled: number) => void) => {
    const onProgress = (rolled: number) => {
      signal.throwIfAborted();
      show(rolled);
    };
    try {
      await rollUp({ budget, onProgress });
    } catch (error) {
      if (!signal.aborted) {
        console.error(
          `  Not rolled up, so reports are slow: ${error instanceof Error ? error.message : error}`,
        );
      }
    }
  };
  const progress = progressCount("Rolled up", "periods");
  let underWay = run(progress.show);
  await underWay;
  progress.end();
  const timer = setInterval(() => {
    underWay = run(() => undefined);
  }, HOUR);
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
