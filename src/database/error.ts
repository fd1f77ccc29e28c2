/** Codes of the database for what is over once it can be reached, has room, or others are done. */
const PASSING = /^(08|40|53|57|58)|^(25006|55P03)$/;

/** Codes of the database for values that it will never take. */
const UNFIT = /^(22|23|54)/;

/** A call to the database that failed, by the database's own code. */
export class DatabaseError extends Error {
  readonly code: string;
  /** The HTTP status of the answer; 0 where there was none. */
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.name = "DatabaseError";
    this.code = code;
    this.status = status;
  }

  private get hasCode(): boolean {
    return this.status !== 0 && /^[0-9A-Z]{5}$/.test(this.code);
  }

  /** Whether the database could not be asked or had no time, so that asking later may succeed. */
  get isAway(): boolean {
    return this.hasCode
      ? PASSING.test(this.code)
      : this.status === 0 || this.status >= 500 || this.status === 429;
  }

  /** Whether what was sent is at fault, so that it fails whenever it is sent. */
  get isUnfit(): boolean {
    return this.hasCode && UNFIT.test(this.code);
  }
}
