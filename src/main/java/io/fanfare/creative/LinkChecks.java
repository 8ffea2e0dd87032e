package io.fanfare.creative;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.creative.Links.Link;
import io.fanfare.creative.PlannedContent.PlannedItem;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds links that led nowhere when they were last checked, in everything that was not sent yet. */
@Component
class LinkChecks implements CampaignChecks {
    private final LinkStore links;
    private final CreativeStore creatives;
    private final List<PlannedContent> planned;
    private final Operations operations;

    LinkChecks(LinkStore links, CreativeStore creatives, List<PlannedContent> planned, Operations operations) {
        this.links = links;
        this.creatives = creatives;
        this.planned = planned;
        this.operations = operations;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        var dead = links.dead();
        if (dead.isEmpty() || campaign.closed()) return List.of();
        var found = new ArrayList<Check>();
        var covered = new HashSet<UUID>();
        for (Creative creative : creatives.ofCampaign(campaign.id())) {
            int before = found.size();
            add(found, dead, Creative.KIND, creative.id(), creative.name(), creative.allWords());
            if (found.size() > before) covered.add(creative.id());
        }
        for (var room : planned)
            for (PlannedItem item : room.of(campaign.id()))
                // What follows a draft is corrected there.
                if (!item.over() && (item.creativeId() == null || !covered.contains(item.creativeId())))
                    add(found, dead, item.kind(), item.id(), item.title(), item.text());
        return found;
    }

    private void add(List<Check> found, List<Link> dead, String kind, UUID id, String title, @Nullable String text) {
        if (text == null) return;
        for (Link link : dead)
            if (holds(text, link.url())) {
                found.add(check(link, kind, id, title));
                return;
            }
    }

    /** The address itself, not the beginning of a longer one. */
    private static boolean holds(String text, String url) {
        for (int at = text.indexOf(url); at >= 0; at = text.indexOf(url, at + 1)) {
            int end = at + url.length();
            if (end == text.length() || !isPartOfAddress(text, end)) return true;
        }
        return false;
    }

    private static boolean isPartOfAddress(String text, int at) {
        char next = text.charAt(at);
        if (".,;:!?)'\"".indexOf(next) >= 0)
            return at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
        return !Character.isWhitespace(next) && next != '>' && next != '<' && next != ']';
    }

    private Check check(Link link, String kind, UUID id, String title) {
        String why = link.reason() == null ? "It could not be opened." : link.reason();
        return Check.warning(
                        "link_dead",
                        "A link in “" + title + "” doesn't work",
                        link.url() + ": " + why + " Correct or remove it.",
                        new Check.About(kind, id),
                        fix(kind, id))
                .with(Map.of("url", link.url(), "status", link.status() == null ? 0 : link.status()));
    }

    private Check.Fix fix(String kind, UUID id) {
        return switch (kind) {
            case "post" -> operations.fix("changePost", Map.of("queueId", id), null);
            case "mailing" -> operations.fix("changeMailing", Map.of("id", id), null);
            default -> operations.fix("changeCreative", Map.of("id", id), null);
        };
    }
}
