/** Keeps the most recently used values of something that never changes. */
export class LruCache<V> {
  private readonly entries = new Map<string, Promise<V>>();

  constructor(private readonly capacity: number) {}

  /** The value of that key. Callers that ask at the same time share one load; a load that fails is not kept. */
  getOrLoad(key: string, load: () => Promise<V>): Promise<V> {
    const value = this.entries.get(key) ?? load();
    this.entries.delete(key);
    this.entries.set(key, value);
    value.catch(() => {
      if (this.entries.get(key) === value) this.entries.delete(key);
    });
    if (this.entries.size > this.capacity) this.entries.delete(this.entries.keys().next().value!);
    return value;
  }
}
