const PATH = /^\/app\/share\/?$/;

/** Whether the page is that of a share link, on which nobody is signed in whoever else is. */
export const isSharePage = (path = location.pathname): boolean => PATH.test(path);

/** The token of the share link that is looked at, which asks in place of a session; undefined on other pages. */
export const shareToken = (): string | undefined => (isSharePage() ? location.hash.slice(1) : undefined);
