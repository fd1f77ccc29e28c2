/** The version of this product, which is that of package.json: functions do not carry that file. */
export const VERSION = "0.1.0";
