import fc from "fast-check";

type Values = Readonly<Record<string, unknown>>;

/** Expressions in the forms that the project uses, and around them. */
export const condition = fc.constantFrom(
  "",
  "",
  "attribute_not_exists(pk)",
  "attribute_exists(pk)",
  "n = :one",
  "n <> :one",
  "#s < :x",
  "#s >= :x OR attribute_not_exists(#s)",
  "NOT (n > :one AND #s = :x)",
  "n BETWEEN :zero AND :one",
  "contains(t, :r)",
  "begins_with(#s, :x)",
  "size(t) > :one",
  "n IN (:zero, :one)",
  "(attribute_not_exists(n) OR n < :one) AND attribute_not_exists(flag)",
);
/**
 * Invalid where there is no `n`: a transaction's reason on DynamoDB, an error of the whole call on DynamoDB
 * Local.
 */
export const FRAGILE = "SET n = n + :one";
export const change = fc.constantFrom(
  "SET n = :one, #s = :x",
  FRAGILE,
  "SET n = if_not_exists(n, :zero) - :one REMOVE l",
  "SET l = list_append(if_not_exists(l, :list), :list)",
  "SET actor_key = :actor",
  "REMOVE n, t",
  "REMOVE actor_key",
  "ADD n :one",
  "ADD t :set, n :one",
  "DELETE t :set",
  "SET flag = :true REMOVE #s ADD n :one DELETE t :set",
);

const VALUES: Values = {
  ":zero": 0,
  ":one": 1,
  ":x": "x",
  ":r": "r",
  ":list": [7],
  ":set": new Set(["r", "s"]),
  ":true": true,
};

const usedValues = (words: string, values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(words)));

/** The parts of an input that these expressions need, and no more. */
export function expressions(world: string, UpdateExpression: string, ConditionExpression: string) {
  const all = `${UpdateExpression} ${ConditionExpression}`;
  const values = usedValues(all, { ...VALUES, ":actor": world + "p" });
  return {
    ...(UpdateExpression !== "" && { UpdateExpression }),
    ...(ConditionExpression !== "" && { ConditionExpression }),
    ...(all.includes("#") && { ExpressionAttributeNames: { "#s": "s" } }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
