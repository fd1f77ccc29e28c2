import { said } from "../support/conversing.ts";
import { describeSeries } from "../support/sarufi-series.ts";

describeSeries({
  name: "messages",
  make: (number, at) => said(`c${number % 40}`, at, { sender: number % 3 === 0 ? "BOT" : "CUSTOMER" }),
  example: [310, 428, 265],
});
