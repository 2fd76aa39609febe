import { compareUtf8 } from "../../../lib/domain/text.ts";
import type { Range } from "../../../lib/store/jobs/range.ts";
import type { Cutter } from "../../../lib/table/keys.ts";
import type { Turn } from "../../../lib/store/jobs/turns.ts";

/** What became of the messages for one turn of a chain. */
interface Told {
  sent: number;
  /** How often each was received, by its nonce. */
  readonly receives: Map<string, number>;
  /** Nonces of those that wrote rows. */
  readonly workers: Set<string>;
  /** The turns whose messages sent them. */
  readonly senders: Set<Told>;
}

/**
 * Watches that failures multiply no work: the messages for a turn are at most as many as the receives of the
 * one message of each turn that sends it (the turn before; for what comes after ranges, all that ended them), and
 * only one message works on a turn. So T turns send at most T x R messages and work T x R times, however often R
 * a message is received.
 */
export class Bounds {
  readonly #chains = new Map<string, Told[]>();
  /** Where the range of a chain ends, by turns. */
  readonly #ends = new Map<string, { readonly below: string | undefined }[]>();
  #wrong: string | undefined;

  /** A message was sent, `by` the message of another turn or to begin a job. */
  sent(turn: Turn, range: Range | undefined, by: Turn | undefined): void {
    const told = this.#told(turn);
    told.sent++;
    if (by !== undefined) told.senders.add(this.#told(by));
    if (range !== undefined) this.#watch(turn, range);
    else if (this.#ends.has(turn.chain)) this.#wrong ??= `multiplied: a range goes on with the whole job`;
  }

  /** From turn to turn a range may only become shorter. */
  #watch({ chain, number }: Turn, { below, name }: Range): void {
    const ends = this.#ends.get(chain) ?? [];
    this.#ends.set(chain, ends);
    ends[number] = { below };
    const before = ends[number - 1]?.below;
    const hasGrown = before !== undefined && (below === undefined || compareUtf8(below, before) > 0);
    if (hasGrown) this.#wrong ??= `range ${name} has grown: from ${before} to ${below}`;
  }

  /** What comes after ranges begins. */
  goesOn({ chain, number }: Cutter, open: number): void {
    if (open > 0)
      this.#wrong ??= `early: ${chain} goes on after turn ${number} while ${open} ranges are open`;
  }

  received(turn: Turn): void {
    const { receives } = this.#told(turn);
    receives.set(turn.nonce, (receives.get(turn.nonce) ?? 0) + 1);
  }

  worked(turn: Turn): void {
    this.#told(turn).workers.add(turn.nonce);
  }

  #told({ chain, number }: Turn): Told {
    const turns = this.#chains.get(chain) ?? [];
    this.#chains.set(chain, turns);
    return (turns[number] ??= { sent: 0, receives: new Map(), workers: new Set(), senders: new Set() });
  }

  /** What was multiplied, or `undefined`. A chain in which `most` turns are too few never ends. */
  verdict(most: number): string | undefined {
    for (const [chain, turns] of this.#chains) {
      const longest = chain.startsWith("fan-out") ? most : Infinity;
      if (turns.length > longest) return `multiplied: ${turns.length} turns of ${chain}, not ${longest}`;
      for (const [number, { sent, workers, senders }] of turns.entries()) {
        if (workers.size > 1)
          return `multiplied: ${workers.size} messages work on turn ${number} of ${chain}`;
        const receives = [...senders].map((sender) => Math.max(...sender.receives.values()));
        const before = receives.length === 0 && number === 0 ? Infinity : receives.reduce((a, b) => a + b, 0);
        if (sent > before)
          return `multiplied: ${sent} messages for turn ${number} of ${chain}, not ${before}`;
      }
    }
    return this.#wrong;
  }
}
