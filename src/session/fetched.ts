/** A part of the program that is fetched before it is needed, but not with the first picture. */
export class Fetched<T> {
  private readonly load: () => Promise<T>;
  private loading: Promise<T> | null = null;

  constructor(load: () => Promise<T>) {
    this.load = load;
  }

  /** In advance: whoever needs it later meets the failure, not whoever fetched it. */
  async prepare(): Promise<void> {
    await this.get().catch(() => undefined);
  }

  /** Fetched once; after a failure the next one who asks tries again. */
  get(): Promise<T> {
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }
}
