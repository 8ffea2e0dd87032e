/** What a client has to be able to do for the story, by the names of the operations. */
export interface Actor {
  createCampaign(name: string): Promise<{ id: string; status: string }>;
  createStrategy(campaign: string): Promise<{ version: number }>;
  createCreative(campaign: string): Promise<{ id: string }>;
  schedulePost(campaign: string, creative: string, at: Date): Promise<{ queueId: string }>;
  readApprovals(campaign: string): Promise<{ scope: string; digest: string; status: string }[]>;
  requestApproval(campaign: string, scope: string): Promise<unknown>;
  approveScope(campaign: string, scope: string, digest: string): Promise<{ status: string }>;
  launchCampaign(campaign: string): Promise<{ status: string }>;
  readPost(queueId: string): Promise<{ status: string }>;
  listDeliveries(campaign: string): Promise<{ state: string }[]>;
}

export interface Client {
  name: string;
  signIn(email: string, password: string): Promise<Actor>;
}

const password = "fanfare-demo";
const scopes = ["strategy", "content", "schedule"];

function is(right: boolean, text: string) {
  if (!right) throw new Error(text);
}

/** A campaign from the strategy to the message that went out, by the people of the demo workspace. */
export async function play(client: Client) {
  const [editor, reviewer, manager] = await Promise.all(
    ["aiko", "rosa", "jonas"].map((name) => client.signIn(`${name}@northwind.example`, password)),
  );
  if (!editor || !reviewer || !manager) throw new Error("no one signed in");
  const campaign = await editor.createCampaign(`Played by ${client.name}`);
  is(campaign.status === "draft", `a new campaign is a draft and not ${campaign.status}`);
  is((await editor.createStrategy(campaign.id)).version === 1, "the first strategy has version 1");
  const creative = await editor.createCreative(campaign.id);
  const post = await editor.schedulePost(campaign.id, creative.id, new Date(Math.floor(Date.now() / 60_000) * 60_000));
  for (const scope of scopes) {
    await editor.requestApproval(campaign.id, scope);
    const found = (await reviewer.readApprovals(campaign.id)).find((one) => one.scope === scope);
    if (!found) throw new Error(`there is no scope ${scope}`);
    const approved = await reviewer.approveScope(campaign.id, scope, found.digest);
    is(approved.status === "approved", `${scope} is approved and not ${approved.status}`);
  }
  const launched = await manager.launchCampaign(campaign.id);
  is(launched.status === "active", `a launched campaign is active and not ${launched.status}`);
  for (let tries = 0; (await editor.readPost(post.queueId)).status !== "published"; tries++) {
    is(tries < 120, "the post was not published within a minute");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const sent = await manager.listDeliveries(campaign.id);
  is(sent.length === 1 && sent[0]?.state === "confirmed", `one message is confirmed: ${JSON.stringify(sent)}`);
  console.log(`${client.name}: campaign, strategy, creative, three approvals, launch, published post and its delivery`);
}
