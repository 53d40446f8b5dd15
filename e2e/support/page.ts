/** The app as a user sees it: by roles and labels, never by classes; it waits for what is said, never for a time. */
import { expect, type Download, type Locator, type Page } from '@playwright/test';

/** What the status line has to say; what is absent is not looked at. */
export interface DataSet {
  readonly events?: number;
  readonly files?: number;
  readonly rejected?: number;
  readonly duplicates?: number;
}

const MOST_TABS = 100;

export class TrailscopePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the app, with the text of a link after `#`: by default one to all events. Without any, logs are met by the overview. */
  async open(hash = 'v=1'): Promise<void> {
    await this.page.goto(hash === '' ? './' : `./#${hash}`);
    await this.settled();
  }

  /** Waits until the app says that nothing is pending. */
  async settled(): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-settled', 'true');
  }

  async chooseFiles(...paths: readonly string[]): Promise<void> {
    await this.page.locator('input[type=file]:not([webkitdirectory])').setInputFiles([...paths]);
  }

  async chooseFolder(path: string): Promise<void> {
    await this.page.locator('input[type=file][webkitdirectory]').setInputFiles(path);
  }

  /**
   * Drops files and folders from the desktop into the middle of the page. Only Chromium's own drag events carry
   * folders: those a script makes have no entries to walk through.
   */
  async drop(...paths: readonly string[]): Promise<void> {
    const size = this.page.viewportSize() ?? { width: 1440, height: 900 };
    const devtools = await this.page.context().newCDPSession(this.page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', {
        type,
        x: size.width / 2,
        y: size.height / 2,
        data: { items: [], files: [...paths], dragOperationsMask: 19 },
      });
    }
    await devtools.detach();
  }

  get status(): Locator {
    return this.page.getByRole('status', { name: 'Data set' });
  }

  get events(): Locator {
    return this.page
      .getByRole('grid', { name: 'Events' })
      .or(this.page.getByRole('table', { name: 'Events' }));
  }

  /** The panel with one event in full. */
  get detail(): Locator {
    return this.page.getByRole('complementary', { name: 'Event' });
  }

  /** Opens the nth event, from the top, whose line holds this text. */
  async openEvent(text: string, nth = 1): Promise<void> {
    await this.events
      .getByRole('row')
      .filter({ hasText: text })
      .nth(nth - 1)
      .click();
    await expect(this.detail).toBeVisible();
    await this.settled();
  }

  /** Presses Tab until this has the focus; fails when it cannot be reached so. */
  async tabTo(target: Locator): Promise<void> {
    const focused = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
    for (let presses = 0; presses < MOST_TABS; presses++) {
      if (await focused()) return;
      await this.page.keyboard.press('Tab');
    }
    expect(await focused(), 'it can be reached by Tab').toBe(true);
  }

  /** Waits until the status line gives these counts, and the app is at rest. */
  async expectDataSet(counts: DataSet): Promise<void> {
    for (const [what, count] of Object.entries(counts)) {
      await expect(this.status).toContainText(countOf(count, what));
    }
    await this.settled();
  }

  async goTo(screen: 'Overview' | 'Events' | 'Principals' | 'Spikes' | 'Data'): Promise<void> {
    const navigation = this.page.getByRole('navigation');
    await navigation
      .getByRole('link', { name: screen })
      .or(navigation.getByRole('button', { name: screen }))
      .click();
    await this.settled();
  }

  async downloadReport(): Promise<Download> {
    await this.goTo('Data');
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: 'Download load report (JSON)' }).click(),
    ]);
    return download;
  }
}

/** Matches "1 event", "12,899 events", but not the "1 event" in "11 events"; adjectives have no plural. */
function countOf(count: number, what: string): RegExp {
  const number = count.toLocaleString('en-US');
  return new RegExp(`(?<![\\d,])${number} ${what.replace(/s$/, 's?')}`);
}
