import { expect, test } from "vitest";
import { started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY, WEDNESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("intervention-detail");

const requested = (id: string, time: string, more: Record<string, unknown> = {}) =>
  logged("intervention.requested", { intervention_id: id, at: time, ...more });

test("Logicdialog's interventions by channel, topic and outcome: their own, else their conversation's", async () => {
  await reportAll([
    started("c1", at(MONDAY), { channel: "WebChat", topic: "orders" }),
    requested("i1", at(MONDAY), { conversation_id: "c1" }),
    requested("i2", at(MONDAY), { conversation_id: "c1", topic: "returns" }),
    requested("i3", at(WEDNESDAY), { channel: "Messenger", topic: "orders" }),
    logged("intervention.ended", { intervention_id: "i1", outcome: "solved", at: at(TUESDAY) }),
  ]);
  expect(await ask()).toEqual(
    series(
      {
        channel: [{ name: "WebChat", value: 2 }],
        topic: [
          { name: "orders", value: 1 },
          { name: "returns", value: 1 },
        ],
        outcome: [
          { name: "solved", value: 1 },
          { name: "unknown", value: 1 },
        ],
      },
      { channel: [], topic: [], outcome: [] },
      {
        channel: [{ name: "Messenger", value: 1 }],
        topic: [{ name: "orders", value: 1 }],
        outcome: [{ name: "unknown", value: 1 }],
      },
      {
        channel: [
          { name: "WebChat", value: 2 },
          { name: "Messenger", value: 1 },
        ],
        topic: [
          { name: "orders", value: 2 },
          { name: "returns", value: 1 },
        ],
        outcome: [
          { name: "unknown", value: 2 },
          { name: "solved", value: 1 },
        ],
      },
    ),
  );
});
