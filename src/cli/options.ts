import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number within bounds. */
export const whole =
  (least: number, most: number) =>
  (text: string): number => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < least || Number(text) > most)
      throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
    return Number(text);
  };
