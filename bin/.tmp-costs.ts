import { withWorlds } from "../lib/costs/run.ts";
import { seedActions, seedFollowers, names } from "../lib/costs/seed.ts";
const P = process.argv[2];
await withWorlds(async (w) => {
  if (P === "followers") {
    const world = await w();
    for (let i = 0; i < 8; i++) {
      const t = Date.now();
      await seedFollowers(world, "star", names("f" + i, 1000));
      console.log("followers", i, (Date.now() - t) / 1000);
    }
  }
  const world = await w();
  for (let i = 0; i < 6; i++) {
    const t = Date.now();
    await seedActions(world, ["alice" + i], 1500);
    console.log("same table", i, (Date.now() - t) / 1000);
  }
  const t = Date.now();
  const w2 = await w();
  await seedActions(w2, ["alice"], 1500);
  console.log("new table", (Date.now() - t) / 1000);
});
