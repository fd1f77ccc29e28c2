import { randomInt } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CHARACTERS = 40;

/** 40 random characters of `[0-9A-Za-z]`, 238 bits: what nobody can guess of a credential. */
export const randomText = (): string =>
  Array.from({ length: CHARACTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

/** Whether a text could have been made so. */
export const isRandomText = (text: string): boolean => /^[0-9A-Za-z]{40}$/.test(text);
