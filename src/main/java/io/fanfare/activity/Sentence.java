package io.fanfare.activity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An operation as a sentence: {@code launchCampaign} is “launched the campaign”. */
final class Sentence {
    /** Operations whose name does not make a good sentence. */
    private static final Map<String, String> SAYINGS = Map.ofEntries(
            Map.entry("createCampaign", "created the campaign"),
            Map.entry("changeCampaign", "changed the campaign"),
            Map.entry("setBudget", "set the budget"),
            Map.entry("archiveCampaign", "archived the campaign"),
            Map.entry("transitionCampaign", "changed the status of the campaign"),
            Map.entry("launchCampaign", "launched the campaign"),
            Map.entry("pauseCampaign", "paused the campaign"),
            Map.entry("resumeCampaign", "resumed the campaign"),
            Map.entry("completeCampaign", "completed the campaign"),
            Map.entry("publishCampaign", "published everything scheduled"),
            Map.entry("undoPublishCampaign", "undid publishing everything scheduled"),
            Map.entry("campaignNotPublished", "did not publish what was scheduled"),
            Map.entry("withdrawReview", "withdrew the review request for the {plain}"),
            Map.entry("remindReviewers", "reminded the reviewers of the {plain}"),
            Map.entry("initializeApprovals", "set up the approvals"),
            Map.entry("requestApproval", "requested approval of the {plain}"),
            Map.entry("approveScope", "approved the {plain}"),
            Map.entry("approveScopes", "approved the {plain}"),
            Map.entry("rejectScope", "rejected the {plain}"),
            Map.entry("approvalLapsed", "marked the {plain} for another review"),
            Map.entry("approvalRestored", "restored the approval of the {plain}"),
            Map.entry("schedulePost", "scheduled the post {}"),
            Map.entry("approveReview", "approved the {plain}"),
            Map.entry("receiveSlackInteraction", "approved the {plain} in Slack"),
            Map.entry("rejectReview", "rejected the {plain}"),
            Map.entry("requestReviewChanges", "requested changes to the {plain}"),
            Map.entry("itemsDecided", "{plain}"),
            Map.entry("itemsApproved", "approved {}"),
            Map.entry("itemChangesRequested", "requested changes to {}"),
            Map.entry("commentOnReview", "commented on the {plain}"),
            Map.entry("commentOnTask", "commented on the task {}"),
            Map.entry("changeTaskComment", "changed a comment on the task {}"),
            Map.entry("deleteTaskComment", "deleted a comment on the task {}"),
            Map.entry("resolveTaskComment", "resolved a comment on the task {}"),
            Map.entry("reopenTaskComment", "reopened a comment on the task {}"),
            Map.entry("undoLaunch", "undid the launch of the campaign {}"),
            Map.entry("undoPublishPost", "undid publishing the post {}"),
            Map.entry("undoSendMailing", "undid sending the e-mail {}"),
            Map.entry(
                    "mailingNotSent",
                    "did not send the e-mail {} because it is not approved or the campaign is paused"),
            Map.entry("retryPost", "retried the post {}"),
            Map.entry("connectAccount", "connected the account {}"),
            Map.entry("disconnectAccount", "disconnected the account {}"),
            Map.entry("accountRefused", "lost access to the account {}"),
            Map.entry("publishPost", "published the post {} now"),
            Map.entry("createMailing", "created the e-mail {}"),
            Map.entry("scheduleMailing", "scheduled the e-mail {}"),
            Map.entry("sendMailing", "sent the e-mail {} now"),
            Map.entry("archiveMailing", "archived the e-mail {}"),
            Map.entry("restoreMailing", "restored the e-mail {}"),
            Map.entry("unscheduleMailing", "removed the time of the e-mail {}"),
            Map.entry("restoreCreative", "restored the draft {}"),
            Map.entry("cloneCampaign", "created {} from an earlier campaign"),
            Map.entry("instantiateTemplate", "created {} from a template"),
            Map.entry("createTemplate", "created the template {}"),
            Map.entry("createTemplateFromCampaign", "saved a campaign as the template {}"),
            Map.entry("changeTemplate", "changed the template {}"),
            Map.entry("archiveTemplate", "archived the template {}"),
            Map.entry("repurposeBlogPost", "rewrote the blog post {} for other channels"),
            Map.entry("createStrategy", "created {plain} of the strategy"),
            Map.entry("invalidateStrategy", "invalidated {plain} of the strategy"),
            Map.entry("recordResponse", "responded to the check {}"),
            Map.entry("ingestMetrics", "imported figures: {plain}"),
            Map.entry("uploadAsset", "added the file {}"),
            Map.entry("uploadSpaceAsset", "added the file {} to a space"),
            Map.entry("uploadSpaceAssets", "added the file {} to a space"),
            Map.entry("assetAdded", "saved the file {} to the library"),
            Map.entry("reuseAsset", "reused the file {}"),
            Map.entry("createRenderJob", "created a render job for {}"),
            Map.entry("submitRenderJob", "submitted the render job for {}"),
            Map.entry("cancelRenderJob", "canceled the render job for {}"),
            Map.entry("retryRenderJob", "retried the render job for {}"),
            Map.entry("renderPublished", "rendered {} and saved it to the library"),
            Map.entry("renderFailed", "could not render {}"),
            Map.entry("resolveDelivery", "resolved the delivery to {}"),
            Map.entry("checkDelivery", "checked the delivery to {}"),
            Map.entry("postPublished", "published the post {}"),
            Map.entry("mailingStarted", "started sending the e-mail {}"),
            Map.entry("mailingFollowed", "updated the e-mail {} from its draft"),
            Map.entry("pauseMailing", "paused the e-mail {}"),
            Map.entry("resumeMailing", "resumed the e-mail {}"),
            Map.entry("importContacts", "started importing {}"),
            Map.entry("importTasks", "started importing {}"),
            Map.entry("autoAssignTasks", "assigned the task {}"),
            Map.entry("setAvailability", "changed the availability of {}"),
            Map.entry("setAvailabilities", "changed the availability of {}"),
            Map.entry("importFinished", "finished importing {}"),
            Map.entry("importFailed", "could not finish importing {}"),
            Map.entry("eraseContact", "erased a contact"),
            Map.entry("mailingSent", "finished sending {}"),
            Map.entry("mailingWithoutRecipients", "found no recipients for the e-mail {}"),
            Map.entry("deliveryUnconfirmed", "could not confirm the delivery to {}"),
            Map.entry("deliveryFailed", "could not deliver to {}"));

    private static final Map<String, String> PAST = Map.ofEntries(
            Map.entry("set", "set"),
            Map.entry("send", "sent"),
            Map.entry("read", "read"),
            Map.entry("forget", "forgot"),
            Map.entry("make", "made"),
            Map.entry("take", "took"),
            Map.entry("give", "gave"),
            Map.entry("write", "wrote"),
            Map.entry("hold", "held"),
            Map.entry("undo", "undid"),
            Map.entry("run", "ran"),
            Map.entry("cancel", "canceled"),
            Map.entry("submit", "submitted"),
            Map.entry("stop", "stopped"),
            Map.entry("tag", "tagged"));

    private static final Set<String> CHANGES = Set.of("Added", "Changed", "Removed");

    private Sentence() {}

    /** With the reason or comment of the person, if they gave one. */
    static String of(Entry entry) {
        String sentence = of(operation(entry), entry.subjectTitle());
        var after = Words.tree(entry.after());
        if (after == null) return sentence;
        return Stream.of("reason", "comment")
                .map(member -> after.path(member).asString(""))
                .filter(reason -> !reason.isBlank())
                .findFirst()
                .map(reason -> sentence + ": " + reason)
                .orElse(sentence);
    }

    /** Rewriting a blog post also creates the creatives, each with an entry of its own. */
    private static String operation(Entry entry) {
        boolean created = entry.operation().equals("repurposeBlogPost")
                && entry.subjectKind().equals("creative");
        return created ? "createCreative" : entry.operation();
    }

    static String of(String operation, @Nullable String title) {
        String name = title == null || title.isBlank() ? "" : "“" + title + "”";
        String saying = SAYINGS.get(operation);
        if (saying != null)
            return saying.replace("{}", name)
                    .replace("{plain}", title == null ? "" : title)
                    .strip()
                    .replaceAll("\\s+", " ");
        String[] words = operation.split("(?=[A-Z])");
        String rest = String.join(" ", words).substring(words[0].length()).toLowerCase(Locale.ROOT);
        return (past(words, rest.isEmpty() ? rest : " the" + rest) + " " + name).strip();
    }

    private static String past(String[] words, String rest) {
        // Changes that the system makes itself: creativeChanged.
        if (words.length > 1 && CHANGES.contains(words[words.length - 1]))
            return words[words.length - 1].toLowerCase(Locale.ROOT) + " the "
                    + String.join(" ", List.of(words).subList(0, words.length - 1))
                            .toLowerCase(Locale.ROOT);
        // What the system found rather than did: deliveryExpired.
        if (words.length > 1 && words[words.length - 1].endsWith("ed")) return "recorded: " + words[0] + rest;
        return past(words[0]) + rest;
    }

    private static String past(String verb) {
        String irregular = PAST.get(verb);
        if (irregular != null) return irregular;
        if (verb.endsWith("e")) return verb + "d";
        boolean consonantY = verb.matches(".*[^aeiou]y");
        return consonantY ? verb.substring(0, verb.length() - 1) + "ied" : verb + "ed";
    }
}
