export interface BillLine {
  readonly part: string;
  readonly what: string;
  readonly count: number;
  readonly dollars: number;
}

export const totalOf = (lines: readonly BillLine[]): number =>
  lines.reduce((sum, { dollars }) => sum + dollars, 0);
