export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly lines: readonly Line[];
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 360, 64, 150, 44, 52];
const COLOURS = ["#0969da", "#bf3989", "#1a7f37", "#9a6700"];
const STEPS = 4;

/** An SVG with a logarithmic x axis, for light and dark pages. y begins at zero, so that flat looks flat. */
export function plot({ title, x, y, lines }: Plot): string {
  const points = lines.flatMap((line) => line.points);
  const xs = [...new Set(points.map(([at]) => at))].sort((a, b) => a - b);
  const [low, high] = [Math.log10(xs[0] ?? 1), Math.log10(xs.at(-1) ?? 10)];
  const top = niceAbove(Math.max(...points.map(([, value]) => value)));
  const toX = (value: number) =>
    LEFT + ((Math.log10(value) - low) / (high - low || 1)) * (WIDTH - LEFT - RIGHT);
  const toY = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const ticks = Array.from({ length: STEPS + 1 }, (_tick, step) => (top * step) / STEPS);
  const grid = ticks.map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(toY(value))}" y2="${round(toY(value))}"/>` +
      `<text class="label" text-anchor="end" x="${LEFT - 8}" y="${round(toY(value) + 4)}">${label(value)}</text>`,
  );
  const marks = xs.map(
    (value) =>
      `<text class="label" text-anchor="middle" x="${round(toX(value))}" y="${HEIGHT - BOTTOM + 20}">${label(value)}</text>`,
  );
  const drawn = lines.map((line, index) => drawLine(line, COLOURS[index % COLOURS.length] ?? "", toX, toY));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(title)}">`,
    `<style>text{font:13px system-ui,sans-serif;fill:#57606a}.title{font-weight:600;font-size:15px}.grid{stroke:#8c959f;stroke-opacity:.3}@media(prefers-color-scheme:dark){text{fill:#adbac7}}</style>`,
    `<text class="title" x="${LEFT}" y="24">${escape(title)}</text>`,
    ...grid,
    ...marks,
    `<text class="label" text-anchor="middle" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}">${escape(x)}</text>`,
    `<text class="label" text-anchor="middle" transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)">${escape(y)}</text>`,
    ...drawn,
    "</svg>\n",
  ].join("\n");
}

function drawLine(
  { name, points }: Line,
  colour: string,
  toX: (x: number) => number,
  toY: (y: number) => number,
): string {
  const path = points.map(([x, y]) => `${round(toX(x))},${round(toY(y))}`).join(" ");
  const [lastX, lastY] = points.at(-1) ?? [1, 0];
  const dots = points
    .map(([x, y]) => `<circle cx="${round(toX(x))}" cy="${round(toY(y))}" r="3" fill="${colour}"/>`)
    .join("");
  const text = `<text x="${round(toX(lastX) + 10)}" y="${round(toY(lastY) + 4)}" style="fill:${colour}">${escape(name)}</text>`;
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}${text}`;
}

function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value || 1));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10);
}

const round = (value: number): number => Math.round(10 * value) / 10;

const label = (value: number): string =>
  value >= 1000 ? `${round(value / 1000)}k` : String(Math.round(100 * value) / 100);

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
