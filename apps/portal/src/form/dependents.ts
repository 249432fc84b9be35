import type { BundlePlan } from '../shared/rules';

/** Codes of the items that cannot begin without this one, directly or by way of others. Pure. */
export function dependentsOf(dependencies: BundlePlan['dependencies'], item: string): Set<string> {
  const found = new Set<string>();
  const open = [item];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { item: dependent, on } of dependencies) {
      if (on !== next || found.has(dependent)) continue;
      found.add(dependent);
      open.push(dependent);
    }
  }
  return found;
}
