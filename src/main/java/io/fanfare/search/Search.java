package io.fanfare.search;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds campaigns, items, files and other things by their words. */
@RestController
@RequestMapping("/api/search")
class Search {
    private final Finder finder;

    Search(Finder finder) {
        this.finder = finder;
    }

    /**
     * A result. {@code highlights} are the parts of {@code snippet} that match, and {@code titleHighlights} those of {@code title}, as
     * pairs of start and end in UTF-16 characters.
     */
    record Result(
            String kind,
            UUID id,
            String title,
            @Nullable String subtitle,
            @Nullable UUID campaignId,
            @Nullable String campaignName,
            @Nullable String status,
            @Nullable String channel,
            @Nullable UUID ownerId,
            String snippet,
            List<List<Integer>> highlights,
            List<List<Integer>> titleHighlights,
            double score,
            Instant updatedAt) {}

    /**
     * A page of results, and how many there are with each value of a filter. With {@code more} there are more than 2,000
     * matches, and about 2,000 of them are counted. {@code corrected} are the words that were looked for in
     * place of words that occur nowhere.
     */
    record Found(
            List<Result> items,
            long total,
            boolean more,
            int limit,
            int offset,
            Map<String, List<SearchFacets.Value>> facets,
            List<Vocabulary.Instead> corrected) {}

    /**
     * Searches everything in the workspace that you may read, except contacts, which {@code listContacts} finds. All words of
     * {@code q} must match, the last one as the beginning of a word; accents and case don't matter. Other forms of a word are found
     * too, in Arabic, Dutch, English, French, German, Greek, Italian, Portuguese, Russian, Spanish and Swedish, and rank lower.
     * {@code "several words"} must occur together and {@code -word} must not occur; both match exactly as typed. If nothing matches,
     * words with up to two typing errors are corrected. Without {@code q} everything is listed. Filters: {@code kind},
     * {@code status}, {@code tag}, {@code owner}, {@code channel}, {@code campaignId}, {@code from} and {@code to} (the time of the
     * last change). {@code sort} is one of relevance, updatedAt and title, with a minus for descending order. The counts of a facet
     * ignore its own filter; each facet lists its 50 most frequent values. Of more than 2,000 matches, about
     * 2,000 are counted and ranked, among them the 200 that were changed last. A draft is left out where a post or an e-mail that was made from it is found.
     */
    @GetMapping
    @Tool(value = Tool.Set.CAMPAIGNS, name = "search", common = true)
    @Allow("campaign.read")
    Found searchEverything(SearchQuery query) {
        return finder.find(query);
    }

    /** A suggestion while someone types. */
    record Suggestion(
            String kind,
            UUID id,
            String title,
            @Nullable String subtitle,
            @Nullable UUID campaignId,
            @Nullable String campaignName,
            @Nullable String status,
            @Nullable String channel) {}

    /** The best suggestions. */
    record Suggestions(List<Suggestion> items) {}

    /**
     * Suggests what matches best while someone types, by the rules of {@code searchEverything}. Without {@code q} these are the
     * things that were changed last. {@code limit} is 1 to 20, default 8.
     */
    @GetMapping("/suggest")
    @Allow("campaign.read")
    Suggestions suggestResults(@RequestParam @Nullable String q, @RequestParam @Nullable Integer limit) {
        int most = limit == null ? 8 : limit;
        if (most < 1 || most > 20) throw Refused.invalid("limit", "1 to 20");
        var query = SearchQuery.suggestions(q, Page.Range.of(most, 0));
        return new Suggestions(finder.best(query).stream()
                .map(result -> new Suggestion(
                        result.kind(),
                        result.id(),
                        result.title(),
                        result.subtitle(),
                        result.campaignId(),
                        result.campaignName(),
                        result.status(),
                        result.channel()))
                .toList());
    }
}
