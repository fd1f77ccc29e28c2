import { render } from "preact";
import { App } from "./app.tsx";
import { watchSession } from "./session.ts";
import { settings } from "./settings.ts";

const place = document.getElementById("app");
if (place === null) {
  throw new Error("The page has no place for the dashboard.");
}
if (settings.supabaseUrl !== "") {
  watchSession();
}
render(<App />, place);
