// Stands between a client and the server, passes everything on unchanged, and compares requests and responses with the
// contract by Stoplight Prism. When it is told to stop it prints the deviations and fails if there were any.
//   node proxy.js <contract> <server> <port>
const http = require("node:http");
const { getHttpOperationsFromSpec } = require("@stoplight/prism-http");
const { default: route } = require("@stoplight/prism-http/dist/router");
const { validateInput, validateOutput } = require("@stoplight/prism-http/dist/validator");

const [contract, server, port] = process.argv.slice(2);
const upstream = new URL(server);
const deviations = new Map();
const used = new Set();
let calls = 0;

function bytesOf(stream) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => resolve(Buffer.concat(chunks)));
    stream.on("error", reject);
  });
}

function parsed(headers, bytes) {
  return /json/.test(headers["content-type"] ?? "") && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
}

function queryOf(url) {
  const query = {};
  for (const name of url.searchParams.keys()) {
    const values = url.searchParams.getAll(name);
    query[name] = values.length === 1 ? values[0] : values;
  }
  return query;
}

function leftOf(either) {
  return either._tag === "Left" ? either.left : [];
}

function note(name, problems) {
  for (const { path, message, code } of problems) {
    const text = `${name}: ${(path ?? []).join(".").replace(/\.\d+(?=\.|$)/g, "[]")} ${message ?? code}`;
    deviations.set(text, (deviations.get(text) ?? 0) + 1);
  }
}

function compare(operations, request, sent, response, answered) {
  const url = new URL(request.url, upstream);
  if (!url.pathname.startsWith("/api/")) return;
  calls++;
  const method = request.method.toLowerCase();
  const input = { method, url: { path: url.pathname, query: queryOf(url) }, headers: request.headers, body: parsed(request.headers, sent) };
  const found = route({ resources: operations, input });
  if (found._tag === "Left") return note(`${request.method} ${url.pathname}`, [{ message: "is not in the contract" }]);
  const operation = found.right;
  used.add(operation.iid ?? operation.path + method);
  const name = `${request.method} ${operation.path} ${response.statusCode}`;
  const multipart = /multipart/.test(request.headers["content-type"] ?? "");
  // What the server refuses is meant to be wrong.
  if (response.statusCode < 400 && !multipart)
    note(`${name} request`, leftOf(validateInput({ resource: operation, element: input })));
  if (!operation.responses.some(({ code }) => code === String(response.statusCode) || code === "default"))
    return note(name, [{ message: "is a status that the contract does not name" }]);
  const element = { statusCode: response.statusCode, headers: response.headers, body: parsed(response.headers, answered) };
  if (element.body !== undefined) note(`${name} response`, leftOf(validateOutput({ resource: operation, element })));
}

function finish() {
  console.log(`${calls} calls of ${used.size} operations compared with the contract, ${deviations.size} deviations`);
  for (const [text, times] of [...deviations].sort()) console.log(`  ${text} (${times} times)`);
  process.exit(deviations.size === 0 && calls > 0 ? 0 : 1);
}

async function main() {
  const operations = await getHttpOperationsFromSpec(contract);
  http
    .createServer(async (request, reply) => {
      try {
        const sent = await bytesOf(request);
        const passed = http.request(
          { host: upstream.hostname, port: upstream.port, method: request.method, path: request.url, headers: request.headers },
          async (response) => {
            const answered = await bytesOf(response);
            reply.writeHead(response.statusCode, response.headers);
            reply.end(answered);
            try {
              compare(operations, request, sent, response, answered);
            } catch (broken) {
              note(`${request.method} ${request.url}`, [{ message: `can't be compared: ${broken.message}` }]);
            }
          },
        );
        passed.on("error", () => reply.destroy());
        passed.end(sent);
      } catch {
        reply.destroy();
      }
    })
    .listen(Number(port), "127.0.0.1", () => console.log(`Comparing what passes port ${port}`));
  process.on("SIGTERM", finish);
  process.on("SIGINT", finish);
}

main();
