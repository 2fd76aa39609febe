import type { Turn } from "../../../lib/store/jobs/turns.ts";

/** What became of the messages for one turn of a chain. */
interface Told {
  sent: number;
  /** How often each was received, by its nonce. */
  readonly receives: Map<string, number>;
  /** Nonces of those that wrote rows. */
  readonly workers: Set<string>;
}

/**
 * Watches that failures multiply no work: the messages for a turn are at most as many as the receives of the
 * one message that did the turn before it, and only one message works on a turn. So a chain of T turns sends
 * at most T x R messages and works T x R times, however often R its messages are received.
 */
export class Bounds {
  readonly #chains = new Map<string, Told[]>();

  sent(turn: Turn): void {
    this.#told(turn).sent++;
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
    return (turns[number] ??= { sent: 0, receives: new Map(), workers: new Set() });
  }

  /** What was multiplied, or `undefined`. A chain in which `most` turns are too few never ends. */
  verdict(most: number): string | undefined {
    for (const [chain, turns] of this.#chains) {
      const longest = chain.startsWith("fan-out") ? most : Infinity;
      if (turns.length > longest) return `multiplied: ${turns.length} turns of ${chain}, not ${longest}`;
      for (const [number, { sent, workers }] of turns.entries()) {
        if (workers.size > 1)
          return `multiplied: ${workers.size} messages work on turn ${number} of ${chain}`;
        const before = number === 0 ? Infinity : Math.max(...(turns[number - 1]?.receives.values() ?? []));
        if (sent > before)
          return `multiplied: ${sent} messages for turn ${number} of ${chain}, not ${before}`;
      }
    }
    return undefined;
  }
}
