import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dailyVisitorId, ipHash, sha256Hex } from "../../src/auth/hashing.ts";

describe("sha256Hex gives the published digests", () => {
  // FIPS 180-2, appendix B, and the digest of the empty message from NIST's test vectors.
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
    ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
  ])("of %.60s", (text, digest) => {
    expect(sha256Hex(text)).toBe(digest);
  });

  it("reads the text as UTF-8", () => {
    expect(sha256Hex("é")).toBe(
      createHash("sha256")
        .update(Buffer.from([0xc3, 0xa9]))
        .digest("hex"),
    );
  });
});

describe("ipHash", () => {
  it("is the first 16 characters of the address's SHA-256", () => {
    expect(ipHash("1.2.3.4", undefined)).toBe("6694f83c9f476da3");
    expect(ipHash("1.2.3.4", undefined)).toBe(sha256Hex("1.2.3.4").slice(0, 16));
  });

  it("is the first 16 characters of its HMAC-SHA-256 where a secret is set", () => {
    const expected = createHmac("sha256", "a secret").update("1.2.3.4").digest("hex").slice(0, 16);
    expect(ipHash("1.2.3.4", "a secret")).toBe(expected);
    expect(expected).not.toBe(ipHash("1.2.3.4", undefined));
  });

  it("takes an empty secret for none", () => {
    expect(ipHash("1.2.3.4", "")).toBe(ipHash("1.2.3.4", undefined));
  });

  // RFC 4231, test case 2: its text is no address, so it is hashed as it stands.
  it("gives the published HMAC", () => {
    expect(ipHash("what do ya want for nothing?", "Jefe")).toBe("5bdcc146bf60754e");
  });

  it.each([
    [
      "1.2.3.4",
      ["::ffff:1.2.3.4", "::FFFF:1.2.3.4", "::ffff:102:304", "0:0:0:0:0:ffff:0102:0304", " 1.2.3.4 "],
    ],
    ["255.0.0.1", ["::ffff:255.0.0.1", "::ffff:ff00:1"]],
    ["2001:db8::1", ["2001:DB8::1", "2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8:0:0:0:0:0:1"]],
    ["2001:db8::1:0:0:1", ["2001:db8:0:0:1:0:0:1", "2001:0db8::1:0:0:1"]],
    ["2001:db8:1:1:1:1:0:1", ["2001:db8:1:1:1:1::1"]],
    ["::1", ["0:0:0:0:0:0:0:1", "0000::0001"]],
    ["::", ["0:0:0:0:0:0:0:0", "0::0"]],
    ["fe80::1", ["fe80::1%eth0", "FE80::1%25en0"]],
    ["64:ff9b::102:304", ["64:ff9b::1.2.3.4"]],
  ])("is one for all spellings of %s", (canonical, spellings) => {
    const expected = sha256Hex(canonical).slice(0, 16);
    expect([canonical, ...spellings].map((text) => ipHash(text, undefined))).toEqual(
      Array(spellings.length + 1).fill(expected),
    );
  });

  it("tells an address from its neighbours", () => {
    const addresses = [
      "1.2.3.4",
      "1.2.3.5",
      "1.2.34",
      "::1.2.3.4",
      "::ffff:0:102:304",
      "2001:db8::1",
      "2001:db8:1::",
    ];
    expect(new Set(addresses.map((text) => ipHash(text, undefined))).size).toBe(addresses.length);
  });

  it("is one for the short and the long spelling of any IPv6 address", () => {
    const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 3 });
    fc.assert(
      fc.property(groups, groups, (head, tail) => {
        const zeros = Array<number>(8 - head.length - tail.length).fill(0);
        const hex = (numbers: number[]) => numbers.map((group) => group.toString(16));
        const short = `${hex(head).join(":")}::${hex(tail).join(":")}`;
        const long = hex([...head, ...zeros, ...tail]).map((group) => group.padStart(4, "0").toUpperCase());
        expect(ipHash(long.join(":"), undefined)).toBe(ipHash(short, undefined));
      }),
    );
  });

  it("is 16 hex characters for any text, and never throws", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.ipV4(), fc.ipV4Extended(), fc.ipV6());
    const zone = fc.oneof(
      fc.constant(""),
      fc.string({ unit: "binary" }).map((name) => `%${name}`),
    );
    fc.assert(
      fc.property(text, zone, fc.option(fc.string(), { nil: undefined }), (ip, suffix, secret) => {
        expect(ipHash(ip + suffix, secret)).toMatch(/^[0-9a-f]{16}$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("dailyVisitorId", () => {
  const parts = {
    assistantId: "ast_01hx",
    ip: "1.2.3.4",
    userAgent: "Mozilla/5.0",
    day: "2026-04-15",
    secret: "a secret",
  };

  it("is v_ and 16 hex characters of an HMAC under the day's salt", () => {
    const salt = createHmac("sha256", "a secret").update("2026-04-15").digest();
    const digest = createHmac("sha256", salt).update('["ast_01hx","1.2.3.4","Mozilla/5.0"]').digest("hex");
    expect(dailyVisitorId(parts)).toBe(`v_${digest.slice(0, 16)}`);
    expect(dailyVisitorId(parts)).toBe("v_716673b53a1793ad");
  });

  it("is the same for the same visitor all day, however the address is spelt", () => {
    expect(dailyVisitorId({ ...parts })).toBe(dailyVisitorId(parts));
    expect(dailyVisitorId({ ...parts, ip: "::ffff:1.2.3.4" })).toBe(dailyVisitorId(parts));
  });

  it.each([
    ["day", "2026-04-16"],
    ["site", "ast_01hy"],
    ["address", "1.2.3.5"],
    ["browser", "Mozilla/5.1"],
    ["secret", "another secret"],
  ])("is another for another %s", (what, value) => {
    const names = { day: "day", site: "assistantId", address: "ip", browser: "userAgent", secret: "secret" };
    const name = Object.entries(names).find(([label]) => label === what)?.[1] ?? "";
    expect(dailyVisitorId({ ...parts, [name]: value })).not.toBe(dailyVisitorId(parts));
  });

  it("keeps the parts apart, so that moving a character from one to the next makes another visitor", () => {
    const texts = fc.tuple(fc.string(), fc.string(), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(texts, ([assistantId, ip, userAgent]) => {
        const [first = ""] = userAgent;
        const moved = { ip: `x${ip}${first}`, userAgent: userAgent.slice(first.length) };
        const before = dailyVisitorId({ ...parts, assistantId, ip: `x${ip}`, userAgent });
        expect(dailyVisitorId({ ...parts, assistantId, ...moved })).not.toBe(before);
      }),
    );
    const quoted = { assistantId: 'a","b', ip: "c", userAgent: "" };
    const split = { assistantId: "a", ip: 'b","c', userAgent: "" };
    expect(dailyVisitorId({ ...parts, ...quoted })).not.toBe(dailyVisitorId({ ...parts, ...split }));
  });

  it("has the shape the beacon takes for any parts, and never throws", () => {
    const text = fc.string({ unit: "binary" });
    const any = fc.record({ assistantId: text, ip: text, userAgent: text, day: text, secret: text });
    fc.assert(
      fc.property(any, (values) => {
        expect(dailyVisitorId(values)).toMatch(/^v_[0-9a-f]{16}$/);
      }),
    );
  });
});
