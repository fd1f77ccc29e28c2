import { started } from "../support/conversing.ts";
import { describeSeries } from "../support/sarufi-series.ts";

describeSeries({
  name: "conversations",
  make: (number, at) => started(`c${number}`, at),
  example: [45, 62, 38],
});
