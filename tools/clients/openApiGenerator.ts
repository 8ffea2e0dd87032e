import {
  ApprovalApi,
  CampaignApi,
  Configuration,
  CreativeApi,
  DeliveryApi,
  IdentityApi,
  LaunchApi,
  SocialApi,
  StrategyApi,
  type ApproveScopeRequest,
} from "./generated/openapi-generator";
import type { Actor, Client } from "./story";

type Scope = ApproveScopeRequest["scope"];

function actor(basePath: string, accessToken: string): Actor {
  const settings = new Configuration({ basePath, accessToken });
  const approvals = new ApprovalApi(settings);
  return {
    createCampaign: (name) =>
      new CampaignApi(settings).createCampaign({ campaignDetails: { name, type: "event", channels: ["newsroom"] } }),
    createStrategy: (id) =>
      new StrategyApi(settings).createStrategy({
        id,
        strategyDetails: {
          platforms: ["newsroom"],
          goals: ["Forty visitors"],
          targetAudience: "Neighbours",
          contentPillars: ["Repair"],
          brandTone: "Plain",
          cadence: "One post",
        },
      }),
    createCreative: (id) =>
      new CreativeApi(settings).createCreative({
        id,
        newCreative: {
          name: "Invitation",
          kind: "text",
          platform: "newsroom",
          components: { caption: "Come and repair it." },
        },
      }),
    schedulePost: (campaignId, creativeId, at) =>
      new SocialApi(settings).schedulePost({
        newPost: { campaignId, creativeId, platform: "newsroom", title: "Come", scheduledFor: at },
      }),
    readApprovals: async (id) => (await approvals.readApprovals({ id })).scopes,
    requestApproval: (id, scope) =>
      approvals.requestApproval({ id, scope: scope as Scope, reviewRequest: { message: "Please look." } }),
    approveScope: (id, scope, digest) =>
      approvals.approveScope({ id, scope: scope as Scope, approval: { digest } }),
    launchCampaign: (id) => new LaunchApi(settings).launchCampaign({ id, launch: {} }),
    readPost: (queueId) => new SocialApi(settings).readPost({ queueId }),
    listDeliveries: async (campaignId) => (await new DeliveryApi(settings).listDeliveries({ campaignId })).items,
  };
}

export const openApiGenerator = (basePath: string): Client => ({
  name: "openapi-generator",
  signIn: async (email, password) => {
    const session = await new IdentityApi(new Configuration({ basePath })).login({ login: { email, password } });
    return actor(basePath, session.accessToken);
  },
});
