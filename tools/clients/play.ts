import { heyApi } from "./heyApi";
import { openApiGenerator } from "./openApiGenerator";
import { play } from "./story";

declare const process: { argv: string[]; exit(code: number): never };

async function main() {
  const base = process.argv[2];
  if (!base) throw new Error("usage: node out/play.js http://localhost:PORT");
  for (const client of [heyApi(base), openApiGenerator(base)]) await play(client);
}

main().catch(async (broken) => {
  // Clients of openapi-generator throw the response.
  console.error(broken, broken.response ? await broken.response.text() : "");
  process.exit(1);
});
