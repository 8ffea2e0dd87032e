package io.fanfare.search;

import io.fanfare.activity.Notifications.CampaignNames;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.search.SearchResults.Match;
import io.fanfare.search.SearchResults.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds campaigns, items, files and other things by their words. */
@RestController
@RequestMapping("/api/search")
class Search {
    /** A match further on in a long text is found, but not shown. */
    private static final int READ_FOR_SNIPPET = 5_000;

    private final SearchIndex index;
    private final SearchResults results;
    private final CampaignNames campaigns;

    Search(SearchIndex index, SearchResults results, CampaignNames campaigns) {
        this.index = index;
        this.results = results;
        this.campaigns = campaigns;
    }

    /**
     * A result. {@code highlights} are the parts of {@code snippet} that match, as pairs of start and end in UTF-16 characters.
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
            String snippet,
            List<List<Integer>> highlights,
            double score,
            Instant updatedAt) {}

    /** A page of results, and how many there are with each value of a filter. */
    record Found(List<Result> items, long total, int limit, int offset, Map<String, List<SearchFacets.Value>> facets) {}

    /**
     * Searches everything in the workspace that you may read, except contacts, which {@code listContacts} finds. All words of
     * {@code q} must match, the last one as the beginning of a word; accents and case don't matter. {@code "several words"} must
     * stand together, {@code -word} must not occur. If no word is found, titles with similar words are. Without {@code q}
     * everything is listed. Filters: {@code kind}, {@code status}, {@code tag}, {@code owner}, {@code channel},
     * {@code campaignId}, {@code from} and {@code to} (the time of the last change). {@code sort} is one of relevance, updatedAt
     * and title, with a minus for descending order. The counts of a facet ignore its own filter. A draft is left out where a post
     * or an e-mail that was made from it is found.
     */
    @GetMapping
    @Tool(value = Tool.Set.CAMPAIGNS, name = "search", common = true)
    @Allow("campaign.read")
    Found searchEverything(SearchQuery query) {
        requireKnown(query.kind());
        var range = query.range();
        var terms = query.terms();
        var kinds = kinds();
        var match = match(query, terms);
        var groups = results.groups(match, terms, query, kinds);
        if (groups.isEmpty() && match == Match.WORDS) {
            match = Match.ALIKE;
            groups = results.groups(match, terms, query, kinds);
        }
        var facets = new SearchFacets(groups, query);
        var items = answers(results.rows(match, terms, query, kinds, READ_FOR_SNIPPET), terms);
        return new Found(items, facets.total(), range.limit(), range.offset(), facets.counts());
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
        var terms = query.terms();
        var match = match(query, terms);
        var rows = results.rows(match, terms, query, kinds(), 0);
        if (rows.isEmpty() && match == Match.WORDS) rows = results.rows(Match.ALIKE, terms, query, kinds(), 0);
        return new Suggestions(answers(rows, terms).stream()
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

    private static Match match(SearchQuery query, SearchTerms terms) {
        return terms.terms().isEmpty() && (query.q() == null || query.q().isBlank()) ? Match.ALL : Match.WORDS;
    }

    private List<String> kinds() {
        return index.sources().stream()
                .filter(source -> Current.get().may(source.permission()))
                .map(SearchSource::kind)
                .toList();
    }

    private void requireKnown(@Nullable String kind) {
        var known = index.sources().stream().map(SearchSource::kind).sorted().toList();
        if (kind != null && !known.contains(kind))
            throw Refused.invalid("kind", "must be one of " + String.join(", ", known));
    }

    private List<Result> answers(List<Row> rows, SearchTerms terms) {
        var names = campaigns.names(
                rows.stream().map(Row::campaignId).filter(Objects::nonNull).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> {
                    var snippet = SearchSnippet.of(row.body(), terms);
                    var campaign = row.kind().equals("campaign") ? null : row.campaignId();
                    return new Result(
                            row.kind(),
                            row.id(),
                            row.title(),
                            row.subtitle(),
                            row.campaignId(),
                            campaign == null ? null : names.get(campaign),
                            row.status(),
                            row.channel(),
                            snippet.text(),
                            snippet.highlights(),
                            row.score(),
                            row.updatedAt());
                })
                .toList();
    }
}
