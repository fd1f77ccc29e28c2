/** Every error code of the API with its HTTP status. */
export const STATUS = {
  INVALID_DATE_RANGE: 400,
  DATA_DELETED: 400,
  MISSING_PARAMETER: 400,
  INVALID_PARAMETER: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  ASSISTANT_NOT_FOUND: 404,
  KEY_NOT_FOUND: 404,
  SESSION_NOT_FOUND: 404,
  CONVERSATION_NOT_FOUND: 404,
  SHARE_LINK_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** A refusal that the caller is told of: its message says what was wrong and what was expected. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.headers = headers;
  }

  get status(): number {
    return STATUS[this.code];
  }

  /** The documented shape of an error. */
  get body(): { error: { code: ErrorCode; message: string; status: number } } {
    return { error: { code: this.code, message: this.message, status: this.status } };
  }
}

/** Seconds after which it is worth asking a database again that could not be reached. */
const RETRY_AFTER = 10;

/** The refusal of what can't be answered now. */
export const unavailable = (): ApiError =>
  new ApiError(
    "UNAVAILABLE",
    `The database can't be reached or is too slow at the moment; retry in ${RETRY_AFTER} seconds`,
    { "retry-after": String(RETRY_AFTER) },
  );
