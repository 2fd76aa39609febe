/** How much a test does: a little in `npm test`, all of it in the project `long`, which CI runs. */
export const amount = <T>(little: T, all: T): T => (process.env["TEST_LONG"] === undefined ? little : all);
