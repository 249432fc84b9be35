import { DomainError } from '@onething/kernel';
import fc from 'fast-check';
import { compile } from './compile';
import { arbitraryCase, type Case } from './fixtures/catalogue.arbitrary';
import type { OneThing, ServiceItem, Validation } from './model';
import type { BundlePlan, MergedField } from './plan';
import { judge } from './triggering';

/** Generated items may wait for each other's results; such a bundle is refused and says nothing about the others. */
function planOf({ catalogue, oneThing, answers }: Case, items: OneThing['items'] = oneThing.items): BundlePlan {
  try {
    return compile(catalogue, { ...oneThing, items }, answers);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CATALOGUE.DEPENDENCY_CYCLE') fc.pre(false);
    throw error;
  }
}

const fieldsOf = (plan: BundlePlan): Map<string, MergedField> =>
  new Map(plan.form.flatMap((section) => section.fields).map((field) => [field.element, field]));

const chosenItems = ({ catalogue }: Case, plan: BundlePlan): ServiceItem[] =>
  plan.items.map((item) => catalogue.items.get(item.code)!);

const check = (property: (sample: Case) => void): void => {
  fc.assert(fc.property(arbitraryCase, property), { numRuns: 300 });
};

test('the order in which the one-thing lists its items does not matter', () => {
  fc.assert(
    fc.property(arbitraryCase, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (sample, keys) => {
      const shuffled = sample.oneThing
        .items!.map((place) => ({ place, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ place }) => place);
      expect(planOf(sample, shuffled)).toEqual(planOf(sample));
    }),
    { numRuns: 300 },
  );
});

test('adding an item never removes a field, nor the occasions on which it is asked', () => {
  check((sample) => {
    const all = fieldsOf(planOf(sample));
    const fewer = fieldsOf(planOf(sample, sample.oneThing.items!.slice(0, -1)));
    for (const [element, before] of fewer) {
      const after = all.get(element);
      expect(after).toBeDefined();
      if (after!.when.length > 0) expect(after!.when).toEqual(expect.arrayContaining(before.when));
      expect(after!.when.length > 0 && before.when.length === 0).toBe(false);
    }
  });
});

test('every omitted material has a reason, in both languages', () => {
  check((sample) => {
    for (const material of planOf(sample).materials) {
      expect(material.reason !== undefined).toBe(material.status === 'omitted');
      expect(material.explanation.zh).not.toBe('');
      expect(material.explanation.en).not.toBe('');
    }
  });
});

test('every paper that a chosen item asks for is in the plan once, with no fewer copies than anybody asks for', () => {
  check((sample) => {
    const plan = planOf(sample);
    expect(new Set(plan.materials.map((material) => material.material)).size).toBe(plan.materials.length);
    for (const item of chosenItems(sample, plan)) {
      for (const entry of item.materials.filter((asked) => judge(asked.when, plan.answers) !== 'fails')) {
        const merged = plan.materials.find((material) => material.material === entry.material)!;
        expect(merged.askedBy).toContain(item.code);
        expect(merged.copies).toBeGreaterThanOrEqual(entry.copies);
        expect(merged.originals).toBeGreaterThanOrEqual(entry.originals);
        if (entry.necessity === '1') expect(merged.necessity).toBe('1');
      }
    }
  });
});

test('each mandatory field of each chosen item is in the form, and mandatory there', () => {
  check((sample) => {
    const plan = planOf(sample);
    const fields = fieldsOf(plan);
    for (const item of chosenItems(sample, plan)) {
      for (const entry of item.form.filter((asked) => asked.required && judge(asked.when, plan.answers) !== 'fails')) {
        expect(fields.get(entry.element)?.askedBy).toContain(item.code);
        expect(fields.get(entry.element)?.required).toBe(true);
      }
    }
  });
});

/** Whether whatever satisfies `merged` satisfies `part` too, bound by bound. */
function isAsStrict(merged: MergedField['validation'], part: Validation): boolean {
  const atLeast = (bound: 'minLength' | 'min'): boolean => part[bound] === undefined || merged[bound]! >= part[bound];
  const atMost = (bound: 'maxLength' | 'max'): boolean => part[bound] === undefined || merged[bound]! <= part[bound];
  const isFixed = (date: string | undefined): date is string => date !== undefined && date !== 'today';
  return (
    atLeast('minLength') &&
    atLeast('min') &&
    atMost('maxLength') &&
    atMost('max') &&
    (!isFixed(part.earliest) || merged.earliest! >= part.earliest) &&
    (!isFixed(part.latest) || merged.latest! <= part.latest) &&
    (part.earliest !== 'today' || merged.earliest === 'today' || merged.notBeforeToday === true) &&
    (part.latest !== 'today' || merged.latest === 'today' || merged.notAfterToday === true) &&
    (part.pattern === undefined || merged.patterns!.some((kept) => kept.pattern === part.pattern))
  );
}

test('the strictest demand wins', () => {
  check((sample) => {
    const plan = planOf(sample);
    const fields = fieldsOf(plan);
    for (const item of chosenItems(sample, plan)) {
      for (const entry of item.form.filter((asked) => judge(asked.when, plan.answers) !== 'fails')) {
        const { validation } = fields.get(entry.element)!;
        expect(isAsStrict(validation, sample.catalogue.elements.get(entry.element)!.validation!)).toBe(true);
        if (entry.validation) expect(isAsStrict(validation, entry.validation)).toBe(true);
      }
    }
  });
});

test('each item stands after what it depends on, and the critical path follows dependencies', () => {
  check((sample) => {
    const plan = planOf(sample);
    const position = new Map(plan.items.map((item, index) => [item.code, index]));
    for (const dependency of plan.dependencies) {
      expect(position.get(dependency.on)).toBeLessThan(position.get(dependency.item)!);
    }
    const daysOf = (code: string): number => plan.items[position.get(code)!]!.promisedDays;
    expect(plan.criticalPathDays).toBe(plan.criticalPath.reduce((sum, code) => sum + daysOf(code), 0));
    plan.criticalPath
      .slice(1)
      .forEach((code, index) => expect(plan.items[position.get(code)!]!.dependsOn).toContain(plan.criticalPath[index]));
    expect(plan.criticalPathDays).toBeGreaterThanOrEqual(plan.savings.longestItemDays);
  });
});

test('the kinds of saving add up to what is saved', () => {
  check((sample) => {
    const { materials, materialsBy } = planOf(sample).savings;
    expect(Object.values(materialsBy).reduce((sum, count) => sum + count, 0)).toBe(materials.saved);
    expect(materials.saved).toBe(materials.before - materials.after);
  });
});
