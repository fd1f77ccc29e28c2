import { collectLogs } from "./log-lines.ts";

collectLogs();
