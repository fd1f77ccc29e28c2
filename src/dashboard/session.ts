import { signal } from "@preact/signals";
import { AuthClient, type AuthError, isAuthRetryableFetchError, type Session } from "@supabase/auth-js";
import { settings } from "./settings.ts";

const KEY = "phona-session";

/** Where the links of e-mails lead, and the only page that takes a session from its address. */
const NEW_PASSWORD = "/app/new-password";

const wasSignedIn = (): boolean => {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
};

/** Who is signed in: null for nobody, undefined as long as that is not known. */
export const session = signal<Session | null | undefined>(undefined);

/** How the last session came to its end: by its user, or by itself. */
export const departure = signal<"left" | "ended" | undefined>(undefined);

let isLeaving = false;
const isReturning = wasSignedIn();

// What it does for all tabs at once: keeps the session, refreshes it before it expires, and tells the
// other tabs who came and went. Elsewhere a link could put a stranger's session in place of the user's.
const auth = new AuthClient({
  url: `${settings.supabaseUrl}/auth/v1`,
  headers: { apikey: settings.anonKey },
  storageKey: KEY,
  flowType: "implicit",
  detectSessionInUrl: ({ pathname }, { access_token }) =>
    pathname === NEW_PASSWORD && access_token !== undefined,
});

/** Listens to who is signed in, here and in other tabs. */
export function watchSession(): void {
  auth.onAuthStateChange((event, current) => {
    if (current !== null) {
      departure.value = undefined;
    } else if (isLeaving) {
      departure.value = "left";
    } else if (session.peek() || (session.peek() === undefined && isReturning)) {
      departure.value = "ended";
    }
    // While it is not known who is signed in, the answer is still to come.
    if (event === "INITIAL_SESSION" || session.peek() !== undefined) {
      session.value = current;
    }
  });
}

/** The token to ask with, refreshed where it is about to expire; empty where nobody is signed in. */
export async function accessToken(): Promise<string> {
  return (await auth.getSession()).data.session?.access_token ?? "";
}

/**
 * A new token in place of one that was refused; empty, and the session over, where there is none, and
 * undefined where Auth can't be asked.
 */
export async function refreshedToken(): Promise<string | undefined> {
  const { data, error } = await auth.refreshSession();
  return isAuthRetryableFetchError(error) ? undefined : (data.session?.access_token ?? "");
}

/** Forgets a session here, also where the server can't be told or no longer knows it. */
export async function endSession(): Promise<void> {
  await auth.signOut({ scope: "local" });
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where nothing may be stored nothing is.
  }
  if (session.peek()) {
    departure.value = isLeaving ? "left" : "ended";
    session.value = null;
  }
}

const SENTENCES: Record<string, string> = {
  invalid_credentials: "The e-mail address or the password is not right.",
  email_not_confirmed: "This e-mail address is not confirmed yet: open the link that we sent to it.",
  user_already_exists: "There is an account with this e-mail address already. Sign in instead.",
  email_exists: "There is an account with this e-mail address already. Sign in instead.",
  same_password: "The new password is the one that you have. Choose another.",
  email_address_invalid: "This e-mail address can't be used.",
  validation_failed: "This e-mail address can't be used.",
  signup_disabled: "New accounts can't be made here.",
  over_request_rate_limit: "Too many attempts. Wait a minute, then try again.",
  over_email_send_rate_limit: "Too many e-mails were asked for. Wait an hour, then try again.",
};

/** What a person is told of a refusal of Auth. */
function sentenceOf(error: AuthError): string {
  if (error.status === undefined || error.status === 0 || error.status >= 500) {
    return "The server can't be reached. Check your connection, then try again.";
  }
  if (error.status === 429) {
    return SENTENCES[error.code ?? ""] ?? SENTENCES["over_request_rate_limit"] ?? error.message;
  }
  return SENTENCES[error.code ?? ""] ?? error.message;
}

/** What came of it: undefined where it went well, else what to tell. */
type Problem = string | undefined;

const problemOf = ({ error }: { error: AuthError | null }): Problem =>
  error === null ? undefined : sentenceOf(error);

export async function signIn(email: string, password: string): Promise<Problem> {
  return problemOf(await auth.signInWithPassword({ email, password }));
}

/** Makes an account. Without a session the address has to be confirmed first. */
export async function signUp(
  email: string,
  password: string,
): Promise<{ problem: Problem; mustConfirm: boolean }> {
  const emailRedirectTo = `${location.origin}/app/sign-in`;
  const answer = await auth.signUp({ email, password, options: { emailRedirectTo } });
  return { problem: problemOf(answer), mustConfirm: answer.data.session === null };
}

/** Sends a link to set a new password with. Nobody is told whether there is such an account. */
export async function askForNewPassword(email: string): Promise<Problem> {
  const redirectTo = location.origin + NEW_PASSWORD;
  return problemOf(await auth.resetPasswordForEmail(email, { redirectTo }));
}

export async function setPassword(password: string): Promise<Problem> {
  return problemOf(await auth.updateUser({ password }));
}

/** Ends the session on this device, as its user wishes. */
export async function signOut(): Promise<void> {
  isLeaving = true;
  await endSession();
  isLeaving = false;
}
