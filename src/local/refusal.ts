/** Why the local stack can't start or go on, in words for the person at the keyboard: shown without a stack. */
export class Refusal extends Error {
  override name = "Refusal";
}
