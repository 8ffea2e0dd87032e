package io.fanfare.activity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says an operation as people do: {@code launchCampaign} is "launched the campaign". */
final class Sentence {
    /** Where the words of the operation are not those that people use. */
    private static final Map<String, String> SAYINGS = Map.ofEntries(
            Map.entry("createCampaign", "created the campaign"),
            Map.entry("changeCampaign", "changed the campaign"),
            Map.entry("setBudget", "set the budget"),
            Map.entry("archiveCampaign", "archived the campaign"),
            Map.entry("transitionCampaign", "moved the campaign on"),
            Map.entry("launchCampaign", "launched the campaign"),
            Map.entry("pauseCampaign", "paused the campaign"),
            Map.entry("resumeCampaign", "resumed the campaign"),
            Map.entry("completeCampaign", "completed the campaign"),
            Map.entry("publishCampaign", "published everything that is planned"),
            Map.entry("initializeApprovals", "set up the approvals"),
            Map.entry("requestApproval", "asked for approval of the {plain}"),
            Map.entry("approveScope", "approved the {plain}"),
            Map.entry("rejectScope", "rejected the {plain}"),
            Map.entry("approvalLapsed", "found that the {plain} needs review again"),
            Map.entry("approvalRestored", "found that the {plain} is again as it was approved"),
            Map.entry("schedulePost", "planned the post {}"),
            Map.entry("retryPost", "tried the post {} again"),
            Map.entry("connectAccount", "connected the account {}"),
            Map.entry("disconnectAccount", "disconnected the account {}"),
            Map.entry("accountRefused", "found that the platform refuses the account {}"),
            Map.entry("publishPost", "published the post {} now"),
            Map.entry("createMailing", "wrote the mailing {}"),
            Map.entry("scheduleMailing", "set the time of the mailing {}"),
            Map.entry("sendMailing", "sent the mailing {} now"),
            Map.entry("archiveMailing", "removed the mailing {}"),
            Map.entry("createStrategy", "wrote {plain} of the strategy"),
            Map.entry("invalidateStrategy", "declared {plain} of the strategy invalid"),
            Map.entry("recordResponse", "answered the advice {}"),
            Map.entry("ingestMetrics", "took in figures: {plain}"),
            Map.entry("uploadAsset", "added the file {}"),
            Map.entry("uploadSpaceAsset", "added the file {} to a space"),
            Map.entry("uploadSpaceAssets", "added the file {} to a space"),
            Map.entry("assetAdded", "put the file {} into the library"),
            Map.entry("reuseAsset", "used the file {} again"),
            Map.entry("createRenderJob", "asked for a rendering of {}"),
            Map.entry("submitRenderJob", "submitted the order for {}"),
            Map.entry("cancelRenderJob", "cancelled the order for {}"),
            Map.entry("retryRenderJob", "had {} made again"),
            Map.entry("renderPublished", "made {} and put it into the library"),
            Map.entry("renderFailed", "could not make {}"),
            Map.entry("resolveDelivery", "said what became of the delivery to {}"),
            Map.entry("checkDelivery", "looked up the delivery to {}"),
            Map.entry("postPublished", "published the post {}"),
            Map.entry("mailingStarted", "began to send the mailing {} at its time"),
            Map.entry("mailingFollowed", "brought the mailing {} to what its creative says"),
            Map.entry("pauseMailing", "paused the mailing {}"),
            Map.entry("resumeMailing", "let the mailing {} go on"),
            Map.entry("importContacts", "began to import {}"),
            Map.entry("importFinished", "imported the contacts of {}"),
            Map.entry("importFailed", "could not import all of {}"),
            Map.entry("eraseContact", "erased a contact"),
            Map.entry("mailingSent", "handed over the last mail of {}"),
            Map.entry("mailingWithoutRecipients", "found nobody to send the mailing {} to"),
            Map.entry("deliveryUnconfirmed", "can't tell whether the delivery to {} arrived"),
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
            Map.entry("cancel", "cancelled"),
            Map.entry("submit", "submitted"),
            Map.entry("stop", "stopped"),
            Map.entry("tag", "tagged"));

    private static final Set<String> CHANGES = Set.of("Added", "Changed", "Removed");

    private Sentence() {}

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
        return (past(words, rest) + " " + name).strip();
    }

    private static String past(String[] words, String rest) {
        // What the house did by itself to a thing: creativeChanged.
        if (words.length > 1 && CHANGES.contains(words[words.length - 1]))
            return words[words.length - 1].toLowerCase(Locale.ROOT) + " the "
                    + String.join(" ", List.of(words).subList(0, words.length - 1))
                            .toLowerCase(Locale.ROOT);
        // What the house found rather than did is named the other way round: deliveryExpired.
        if (words.length > 1 && words[words.length - 1].endsWith("ed")) return "saw: " + words[0] + rest;
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
