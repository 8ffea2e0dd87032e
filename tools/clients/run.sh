#!/usr/bin/env bash
# Generates clients from contract/openapi.json by two generators, compiles them, and plays a campaign with each. Prism stands between them and
# the server, and answers with an error where a request or a response is not as the contract says.
#   run.sh http://localhost:PORT     a server with the demo workspace; ./fanfare clients starts one
set -euo pipefail

server=${1:?usage: run.sh http://localhost:PORT}
cd "$(dirname "${BASH_SOURCE[0]}")"
contract=$PWD/../../contract/openapi.json
generator=7.17.0
jar=generated/openapi-generator-cli-$generator.jar
port=${CLIENTS_PORT:-8199}

[ -d node_modules ] || npm install --no-audit --no-fund
mkdir -p generated
[ -f "$jar" ] || mvn -B -q dependency:copy -Dartifact=org.openapitools:openapi-generator-cli:$generator -DoutputDirectory="$PWD/generated"
rm -rf generated/hey-api generated/openapi-generator out

echo "Generating by @hey-api/openapi-ts"
npx openapi-ts -i "$contract" -o generated/hey-api -c @hey-api/client-fetch >generated/hey-api.log
echo "Generating by openapi-generator (typescript-fetch)"
# Calls of webhooks go the other way; it makes invalid code of them.
node -e 'const fs = require("fs"); const { webhooks, ...rest } = JSON.parse(fs.readFileSync(process.argv[1])); fs.writeFileSync("generated/calls.json", JSON.stringify(rest))' "$contract"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar "$jar" generate -g typescript-fetch -i generated/calls.json -o generated/openapi-generator \
  --additional-properties=supportsES6=true,stringEnums=false >generated/openapi-generator.log 2>&1
echo "Compiling"
npx tsc -p .

npx prism proxy "$contract" "$server" --errors --port "$port" >generated/prism.log 2>&1 &
prism=$!
trap 'kill $prism 2>/dev/null || true' EXIT
for _ in $(seq 60); do
  if grep -q "Prism is listening" generated/prism.log; then break; fi
  sleep 0.5
done
node out/play.js "http://localhost:$port"
deviations=$(grep -ciE "violation" generated/prism.log || true)
echo "$deviations deviations from the contract"
[ "$deviations" = 0 ]
