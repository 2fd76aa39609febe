import { DOMAIN_TARGET_OUTPUT, KEPT_TABLE_OUTPUT, URL_OUTPUT } from "../../contract/outputs.ts";
import { OUTPUTS_FILE } from "./outputs.ts";

type Outputs = Readonly<Record<string, string>>;

export function afterDeploy(stage: string, outputs: Outputs, file = OUTPUTS_FILE): string {
  const url = outputs[URL_OUTPUT]?.replace(/\/$/, "") ?? "";
  const target = outputs[DOMAIN_TARGET_OUTPUT];
  const domain =
    target === undefined
      ? ""
      : `\n\nIf its zone is not in Route 53: let ${new URL(url).hostname} be a CNAME of ${target}.`;
  return `
Stage ${stage} answers at ${url}

  curl -w '\\n' ${url}/health

Next, a key for a service of yours; it is shown once:

  npm run keys -- create NAME --outputs ${file}
  curl -w '\\n' -H "Authorization: Bearer KEY" ${url}/actions${domain}`;
}

export function afterDestroy(stage: string, outputs: Outputs): string {
  const table = outputs[KEPT_TABLE_OUTPUT];
  if (table === undefined && outputs[URL_OUTPUT] !== undefined) return `\nNothing of stage ${stage} is kept.`;
  const which = table === undefined ? `named Tributary-${stage}-Data-Table...` : table;
  const name = table ?? "NAME";
  return `
Kept on purpose, unless stage ${stage} was deployed with keepData=false: the table ${which} with all data and its backups.
It costs what its storage costs. To delete it for good:

  aws dynamodb update-table --table-name ${name} --no-deletion-protection-enabled
  aws dynamodb delete-table --table-name ${name}`;
}
