/** ms: a tab in the background draws nothing, and is to be ready all the same when somebody comes to it. */
const LONGEST_WAIT = 500;

/** Resolves when something stands on the screen and the page has nothing else to do. */
export async function firstPicture(page: Window): Promise<void> {
  await new Promise<void>((resolve) => {
    page.setTimeout(resolve, LONGEST_WAIT);
    new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) resolve();
    }).observe({ type: 'paint', buffered: true });
  });
  await calm(page, LONGEST_WAIT);
}

/** Resolves when the page has nothing to do, or after so many ms. */
export function calm(page: Window, longestWait: number): Promise<void> {
  return new Promise((resolve) => {
    // Safari knows no idle callbacks.
    if ('requestIdleCallback' in page) page.requestIdleCallback(() => resolve(), { timeout: longestWait });
    else setTimeout(resolve, longestWait / 2);
  });
}

/** Whether this page was answered by the service worker, out of the copy that the browser keeps. */
export function comesFromCopy({ navigator }: Window): boolean {
  // Absent over plain http, whatever the type says.
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  return container !== undefined && container.controller !== null;
}
