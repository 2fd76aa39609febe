/** What tests must know of a stage, as JSON in the environment. */
export const STAGE_VARIABLE = "TRIBUTARY_TEST_STAGE";

/** A stage on the emulator. */
export interface Trial {
  /** The stage's address, as its answers name it. */
  readonly url: string;
  /** Where that is served on this machine. */
  readonly place: string;
  readonly table: string;
  readonly eventBus: string;
  /** The file of the stacks' outputs. */
  readonly outputs: string;
  /** What it was deployed with. */
  readonly settings: readonly string[];
}

/** One that can be called. */
export interface Stage extends Trial {
  readonly serviceKey: string;
  /** The queue to which all events of the stage's bus come. */
  readonly eventsQueue: string;
}
