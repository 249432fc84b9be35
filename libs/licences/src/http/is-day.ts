import { isCivilDate } from '@onething/kernel';
import { registerDecorator } from 'class-validator';

/** An existing day, `YYYY-MM-DD`. */
export const IsDay = (): PropertyDecorator => (target, propertyName) =>
  registerDecorator({
    name: 'isDay', target: target.constructor, propertyName: propertyName as string,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isCivilDate(value),
      defaultMessage: () => 'is an existing day, YYYY-MM-DD',
    },
  });
