import tseslint from "typescript-eslint";

/** The named import keeps every locale: 350 KB more in each bundle. */
const ZOD_NAMESPACE = {
  selector: "ImportDeclaration[source.value=/^zod(.mini)?$/] > ImportSpecifier",
  message: 'import * as z from "zod" or "zod/mini"',
};
/** What is in functions' bundles. */
const ZOD_MINI = {
  selector: "ImportDeclaration[source.value='zod']",
  message: 'import * as z from "zod/mini": "zod" is 59 KB and 7 ms more in each function that loads this',
};

export default tseslint.config(
  { ignores: ["node_modules", "cdk.out", ".build", ".tributary", ".python", "coverage"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-restricted-syntax": ["error", ZOD_NAMESPACE],
    },
  },
  { files: ["{bin,console,lambdas,lib}/**"], rules: { "max-params": ["error", 4] } },
  {
    files: ["lambdas/**", "lib/{contract,domain,forms,hooks,http,runtime,store,table,worker}/**"],
    rules: { "no-restricted-syntax": ["error", ZOD_NAMESPACE, ZOD_MINI] },
  },
);
