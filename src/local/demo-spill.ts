const MINUTE = 60_000;

/**
 * Asks the function to replay what was spilled, every minute until it is stopped, because `netlify dev` runs no
 * schedules. A failure is left alone: the next time is soon.
 */
export function keepDrained(functionsUrl: string): { stop: () => Promise<void> } {
  const timer = setInterval(() => {
    fetch(`${functionsUrl}/.netlify/functions/cron-drain`, { method: "POST" }).catch(() => undefined);
  }, MINUTE);
  return { stop: async () => clearInterval(timer) };
}
