/** The times of several items: the first one, and how many days lie between two of them. */
export interface Series {
  first: string;
  everyDays: number;
  timeZone: string;
}

/** A wall clock time so many days later, without seconds. */
export function shifted(localTime: string, days: number) {
  const day = new Date(`${localTime.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return `${day.toISOString().slice(0, 10)}T${localTime.slice(11, 16)}`;
}

export function timeOf({ first, everyDays }: Series, index: number) {
  return shifted(first, index * everyDays);
}
