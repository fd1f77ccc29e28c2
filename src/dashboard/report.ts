import { askReport, type Parameters, type Report } from "./api/reports.ts";
import { type Asked, useResource } from "./resource.ts";

/**
 * What a documented endpoint answers about what is looked at: asked again where the parameters are others,
 * while what was answered before is shown; a question that nobody waits for is ended.
 */
export function useReport<Value>(report: Report<Value>, parameters: Parameters): Asked<Value> {
  const about = `${report.path}?${new URLSearchParams(parameters)}`;
  return useResource((signal) => askReport(report, parameters, signal), about);
}
