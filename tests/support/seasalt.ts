import { beforeEach } from "vitest";
import { conversing } from "./conversing.ts";
import { type Answer, randomAddress } from "./stack.ts";

export const PATH = "/portal-api/api/v1/analytics/generate_analytics";

/** For the tests of one file: what `conversing` gives, and ways to ask with a key of the test's account. */
export function analyzing() {
  const talk = conversing(PATH);
  let key: string;
  beforeEach(async () => {
    key = await talk.stack().newKey(talk.account());
  });

  const post = (body: unknown, by = key, path = PATH): Promise<Answer> =>
    talk.stack().request(path, {
      method: "POST",
      ip: randomAddress(),
      headers: { "x-api-key": by, "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  /** The answer to a body that is not refused. */
  const ask = async (body: Record<string, unknown>, by = key): Promise<Answer["body"]> => {
    const answer = await post(body, by);
    if (answer.status !== 200) {
      throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };

  return { ...talk, post, ask };
}
