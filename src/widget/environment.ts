/** A call that the page's stub took before the script had loaded. */
export type Call = [method: "track" | "consent", values: Iterable<unknown>];

/** What a browser or a page may add to the globals that the widget reads. */
declare global {
  interface Window {
    phona?: {
      q?: { forEach(replay: (call: Call) => void): void; push(call: Call): unknown };
      /** What happened, with what the page knows of it; of `widget_close` the seconds it was open. */
      track(type: string, fields?: object | number): void;
      consent(granted: boolean): void;
      /** The visitor's token where there is one: not before this script has loaded, and not without consent. */
      visitor?(): string | undefined;
    };
    phonaLoaded?: boolean;
    __tcfapi?: (command: "addEventListener", version: 2, callback: (data: TcData) => void) => void;
  }
  interface Navigator {
    globalPrivacyControl?: boolean;
  }
  interface Document {
    prerendering?: boolean;
  }
}

/** The part of an IAB TCF 2 `TCData` that decides about storage. */
interface TcData {
  gdprApplies?: boolean;
  eventStatus: string;
  purpose: { consents: Record<number, boolean> };
}

// Read at once: in a later task there is no current script any more. Where there never is one, as in
// a module, this throws, and the bundle catches it: nothing is recorded.
export const { dataset, src } = document.currentScript as HTMLScriptElement;

/** Whether nothing may be recorded: Do Not Track, Global Privacy Control, or no assistant named. */
export const silent =
  !dataset["assistantId"] || navigator.doNotTrack === "1" || navigator.globalPrivacyControl;
