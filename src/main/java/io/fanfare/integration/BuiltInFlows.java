package io.fanfare.integration;

import io.fanfare.integration.Flow.Compensation;
import io.fanfare.integration.Flow.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Flows that every workspace has. */
final class BuiltInFlows {
    private static final String SLACK = "slack_manager";
    private static final Map<String, @Nullable Object> CAMPAIGN = Map.of("id", "{{input.campaignId}}");

    static final List<Flow> ALL = List.of(
            flow(
                    "Announce a launch",
                    "Says in Slack that a campaign starts and adds a task to look at its first figures. If the task can't be added, the message is deleted.",
                    campaign(),
                    new Step(
                            "announce",
                            SLACK,
                            SlackPoster.TOOL,
                            null,
                            Map.of(
                                    "channel",
                                    "{{input.channel}}",
                                    "text",
                                    "{{steps.campaign.name}} starts on {{steps.campaign.startDate}}."),
                            new Compensation(
                                    "delete_message",
                                    null,
                                    Map.of(
                                            "channel",
                                            "{{input.channel}}",
                                            "message_id",
                                            "{{steps.announce.structured.message_id}}"))),
                    inside(
                            "task",
                            "createTask",
                            Map.of(
                                    "title",
                                    "Look at the first figures of {{steps.campaign.name}}",
                                    "campaignId",
                                    "{{input.campaignId}}"))),
            flow(
                    "Pull figures and report in Slack",
                    "Reads the figures of the Marketing Agent and posts those of a campaign in Slack.",
                    inside(
                            "figures",
                            "pullIntegration",
                            Map.of("id", "{{service.marketing_agent}}", "what", "figures")),
                    campaign(),
                    inside("metrics", "readCampaignMetrics", CAMPAIGN),
                    new Step(
                            "report",
                            SLACK,
                            SlackPoster.TOOL,
                            null,
                            Map.of(
                                    "channel",
                                    "{{input.channel}}",
                                    "text",
                                    "{{steps.campaign.name}}: new figures were read. Records: {{steps.figures.stored}}."),
                            null)),
            flow(
                    "Bring over Mailjet",
                    "Reads templates, contacts and statistics of the Mailjet Agent.",
                    mailjet("templates"),
                    mailjet("contacts"),
                    mailjet("statistics")));

    private BuiltInFlows() {}

    static Optional<Flow> find(UUID id) {
        return ALL.stream().filter(flow -> flow.id().equals(id)).findFirst();
    }

    private static Flow flow(String name, String description, Step... steps) {
        var all = List.of(steps);
        return new Flow(
                UUID.nameUUIDFromBytes(("fanfare flow " + name).getBytes(StandardCharsets.UTF_8)),
                name,
                description,
                all,
                FlowRules.inputs(all),
                true,
                1,
                null,
                List.of("runFlow"));
    }

    private static Step campaign() {
        return inside("campaign", "readCampaign", CAMPAIGN);
    }

    private static Step inside(String id, String operation, Map<String, @Nullable Object> arguments) {
        return new Step(id, Flow.FANFARE, null, operation, arguments, null);
    }

    private static Step mailjet(String what) {
        return inside(what, "pullIntegration", Map.of("id", "{{service.mailjet_agent}}", "what", what));
    }
}
