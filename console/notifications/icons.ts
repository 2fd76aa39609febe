/** Strokes on a field of 16 by 16, as the others. */
export const BELL =
  "M8 2.2A3.9 3.9 0 0 0 4.1 6v2.7L2.9 11.2h10.2l-1.2-2.5V6A3.9 3.9 0 0 0 8 2.2ZM6.5 13.3a1.6 1.6 0 0 0 3 0";
export const CROSS = "M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6";
export const CHEVRON = "M4.5 6.3 8 9.8l3.5-3.5";
export const CHECK = "M3.5 8.5l3 3 6-7";
