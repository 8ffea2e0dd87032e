// npm install && npm start [port]: a personal data server with the account alice.test (password: alice's password).
// Fanfare reaches it with FANFARE_OUTGOING_ALLOW=localhost:<port>; connect service http://localhost:<port>.
const { TestPds } = require('@atproto/dev-env/dist/pds');
const { TestPlc } = require('@atproto/dev-env/dist/plc');

const port = Number(process.argv[2] ?? 8156);

async function main() {
  const plc = await TestPlc.create({});
  await TestPds.create({ port, didPlcUrl: plc.url });
  const answer = await fetch(`http://localhost:${port}/xrpc/com.atproto.server.createAccount`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ handle: 'alice.test', email: 'alice@example.com', password: "alice's password" }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  console.log(`A personal data server at http://localhost:${port}, account alice.test, password "alice's password"`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
