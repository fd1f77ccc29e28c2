/** The one place where the time is read, so that a test can set it. */
export const clock = {
  now: (): Date => new Date(),
};
