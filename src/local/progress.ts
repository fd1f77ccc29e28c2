/** Characters of the bar: with label and numbers it fits a terminal of 80 columns. */
const WIDTH = 20;

/**
 * Shows how far something is: a bar that moves on a terminal, a line at each quarter elsewhere.
 *
 * @returns what is to be called with the number done so far
 */
export function progressBar(label: string, total: number, unit: string): (done: number) => void {
  const number = new Intl.NumberFormat("en");
  const { isTTY } = process.stdout;
  let shown = -1;
  return (done) => {
    const percent = Math.floor((100 * done) / Math.max(total, 1));
    const step = isTTY ? percent : Math.floor(percent / 25) * 25;
    if (step === shown) {
      return;
    }
    shown = step;
    const full = Math.round((WIDTH * percent) / 100);
    const bar = isTTY ? `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ` : "";
    const line = `  ${label}  ${bar}${`${percent}`.padStart(3)} %  ${number.format(done)} of ${number.format(total)} ${unit}`;
    process.stdout.write(isTTY ? `\r${line}${done >= total ? "\n" : ""}` : `${line}\n`);
  };
}

/**
 * Shows how much has been done of what has no known end: a number that moves on a terminal, a line each
 * time it has doubled elsewhere, and nothing while it is 0.
 *
 * @returns `show`, to be called with the number done so far, and `end`, after which others may print
 */
export function progressCount(
  label: string,
  unit: string,
): { show: (done: number) => void; end: () => void } {
  const number = new Intl.NumberFormat("en");
  const { isTTY } = process.stdout;
  let [last, shown] = [0, 0];
  const write = () => {
    shown = last;
    process.stdout.write(
      `${isTTY ? "\r" : ""}  ${label}  ${number.format(last)} ${unit}${isTTY ? "" : "\n"}`,
    );
  };
  return {
    show: (done) => {
      last = done;
      if (isTTY ? last > shown : last > 0 && last >= 2 * shown) {
        write();
      }
    },
    end: () => {
      if (isTTY && shown > 0) {
        process.stdout.write("\n");
      } else if (last > shown) {
        write();
      }
    },
  };
}
