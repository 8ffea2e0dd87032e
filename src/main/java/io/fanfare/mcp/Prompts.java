package io.fanfare.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Prompts: tasks that people start with an agent, in words that use the tools. */
@Component
class Prompts {
    /** An argument that has to be given. */
    private record Argument(String name, String text) {}

    private record Prompt(String name, String title, String text, List<Argument> arguments, String message) {}

    private static final Argument CAMPAIGN = new Argument("campaignId", "The id of the campaign");

    private static final List<Prompt> ALL = List.of(
            new Prompt(
                    "create_campaign_from_brief",
                    "Create a campaign from a brief",
                    "Turns a brief into a draft campaign with a timeline",
                    List.of(new Argument("brief", "Goal, audience, dates and budget of the campaign")),
                    """
                    Create a campaign in Fanfare from the brief below. First use search to see whether it already exists. Then call \
                    createCampaign with a dryRun, show me what it would be, and create it once I agree. Finish with evaluateCampaign \
                    and list the next three steps.

                    Brief:
                    {brief}"""),
            new Prompt(
                    "plan_next_steps",
                    "Plan the next steps",
                    "Says what a campaign needs next, and why",
                    List.of(CAMPAIGN),
                    """
                    Read the campaign {campaignId} with readCampaign, readReadiness and evaluateCampaign, and its tasks with listTasks. \
                    List what blocks it, what is late, and the next steps with who should do them. Propose tasks for what has no assignee yet; \
                    create them only once I agree."""),
            new Prompt(
                    "prepare_review",
                    "Prepare a review",
                    "Checks a campaign before approval is requested",
                    List.of(CAMPAIGN),
                    """
                    Check the campaign {campaignId} before its review: readApprovals, readReadiness, and the content that changed. \
                    Summarize what reviewers will see and what they may object to. Then ask me whether to call requestApproval. You can't \
                    approve it; name the page where people decide."""),
            new Prompt(
                    "report_results",
                    "Report results",
                    "Summarizes the figures of a campaign",
                    List.of(CAMPAIGN),
                    """
                    Summarize the results of the campaign {campaignId} for people who have two minutes: use readCampaignMetrics and the \
                    resource fanfare://campaigns/{campaignId}/report. Name each figure with its period, compare it with the goal, and say \
                    what is uncertain. Do not estimate figures that are not there."""));

    List<Map<String, Object>> list() {
        return ALL.stream()
                .map(prompt -> Map.<String, Object>of(
                        "name",
                        prompt.name(),
                        "title",
                        prompt.title(),
                        "description",
                        prompt.text(),
                        "arguments",
                        prompt.arguments().stream()
                                .map(argument -> Map.of(
                                        "name", argument.name(), "description", argument.text(), "required", true))
                                .toList()))
                .toList();
    }

    Optional<Map<String, Object>> fill(String name, Map<String, Object> arguments) {
        return ALL.stream()
                .filter(prompt -> prompt.name().equals(name))
                .findFirst()
                .map(prompt -> filled(prompt, arguments));
    }

    private static Map<String, Object> filled(Prompt prompt, Map<String, Object> arguments) {
        String message = prompt.message();
        for (var argument : prompt.arguments()) {
            if (!(arguments.get(argument.name()) instanceof String given) || given.isBlank())
                throw RpcError.invalid(argument.name() + " is required", null);
            message = message.replace("{" + argument.name() + "}", given);
        }
        var result = new LinkedHashMap<String, Object>();
        result.put("description", prompt.text());
        result.put("messages", List.of(Map.of("role", "user", "content", Exchange.text(message))));
        return result;
    }
}
