const FOLLOWERS = 100_000_000;
const CHAINS = 500;
const UNITS_A_FOLLOW = 10;
const DEFAULT_QUOTA = 40_000;

interface OneChain {
  readonly toldPerSecond: number;
  readonly removedPerSecond: number;
}

/** What the speed of one chain makes of an entity with 100 million followers, in sentences. */
export function hundredMillion({ toldPerSecond, removedPerSecond }: OneChain): string[] {
  const all = (perSecond: number) =>
    `${CHAINS} that nothing holds up take ${tenths(FOLLOWERS / (CHAINS * perSecond) / 60)} minutes`;
  const units = FOLLOWERS * UNITS_A_FOLLOW;
  return [
    `One chain tells ${whole(toldPerSecond)} followers of a switch in a second; ${all(toldPerSecond)}` +
      " for 100 million.",
    `One chain removes ${whole(removedPerSecond)} follows in a second; ${all(removedPerSecond)}` +
      ` for 100 million, and ${whole(CHAINS * removedPerSecond * UNITS_A_FOLLOW)} write units a second.`,
    `With ${whole(DEFAULT_QUOTA)} write units a second a removal takes ` +
      `${tenths(units / DEFAULT_QUOTA / 3600)} hours; one hour needs ${whole(units / 3600)}.`,
  ];
}

const tenths = (value: number): number => Math.round(10 * value) / 10;

const whole = (value: number): string => Math.round(value).toLocaleString("en");
