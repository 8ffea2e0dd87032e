import { createClient, createConfig } from "./generated/hey-api/client";
import * as api from "./generated/hey-api/sdk.gen";
import type { Actor, Client } from "./story";

type Scope = NonNullable<Parameters<typeof api.approveScope>[0]>["path"]["scope"];

async function data<T>(answer: Promise<{ data?: T; error?: unknown }>): Promise<NonNullable<T>> {
  const { data: found, error } = await answer;
  if (error !== undefined || found === undefined || found === null) throw new Error(JSON.stringify(error));
  return found;
}

function actor(baseUrl: string, token: string): Actor {
  const client = createClient(createConfig({ baseUrl, auth: token }));
  return {
    createCampaign: (name) =>
      data(api.createCampaign({ client, body: { name, type: "event", channels: ["newsroom"] } })),
    createStrategy: (id) =>
      data(
        api.createStrategy({
          client,
          path: { id },
          body: {
            platforms: ["newsroom"],
            goals: ["Forty visitors"],
            targetAudience: "Neighbours",
            contentPillars: ["Repair"],
            brandTone: "Plain",
            cadence: "One post",
          },
        }),
      ),
    createCreative: (id) =>
      data(
        api.createCreative({
          client,
          path: { id },
          body: { name: "Invitation", kind: "text", platform: "newsroom", components: { caption: "Come and repair it." } },
        }),
      ),
    schedulePost: (campaignId, creativeId, at) =>
      data(
        api.schedulePost({
          client,
          body: { campaignId, creativeId, platform: "newsroom", title: "Come", scheduledFor: at.toISOString() },
        }),
      ),
    readApprovals: async (id) => (await data(api.readApprovals({ client, path: { id } }))).scopes,
    requestApproval: (id, scope) =>
      data(api.requestApproval({ client, path: { id, scope: scope as Scope }, body: { message: "Please look." } })),
    approveScope: (id, scope, digest) =>
      data(api.approveScope({ client, path: { id, scope: scope as Scope }, body: { digest } })),
    launchCampaign: (id) => data(api.launchCampaign({ client, path: { id }, body: {} })),
    readPost: (queueId) => data(api.readPost({ client, path: { queueId } })),
    listDeliveries: async (campaignId) => (await data(api.listDeliveries({ client, query: { campaignId } }))).items,
  };
}

export const heyApi = (baseUrl: string): Client => ({
  name: "@hey-api/openapi-ts",
  signIn: async (email, password) => {
    const client = createClient(createConfig({ baseUrl }));
    return actor(baseUrl, (await data(api.login({ client, body: { email, password } }))).accessToken);
  },
});
