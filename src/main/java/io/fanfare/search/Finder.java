package io.fanfare.search;

import io.fanfare.activity.Notifications.CampaignNames;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.search.Search.Found;
import io.fanfare.search.Search.Result;
import io.fanfare.search.SearchFacets.Facet;
import io.fanfare.search.SearchResults.Brief;
import io.fanfare.search.SearchResults.Row;
import io.fanfare.search.Vocabulary.Correction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Searches with the permissions of the caller. */
@Component
class Finder {
    /** A match further on in a long text is found, but not shown. */
    private static final int READ_FOR_SNIPPET = 5_000;
    /** Suggestions are the best of the matches that were changed last. */
    private static final int MOST_COMPARED = 1_000;

    static final int MOST_ALERTED = 5_000;

    private final SearchIndex index;
    private final SearchResults results;
    private final Vocabulary vocabulary;
    private final CampaignNames campaigns;
    private final Members members;

    Finder(SearchIndex index, SearchResults results, Vocabulary vocabulary, CampaignNames campaigns, Members members) {
        this.index = index;
        this.results = results;
        this.vocabulary = vocabulary;
        this.campaigns = campaigns;
        this.members = members;
    }

    /** Refuses a kind or an order that does not exist. */
    void check(SearchQuery query) {
        var known = index.sources().stream().map(SearchSource::kind).sorted().toList();
        if (query.kind() != null && !known.contains(query.kind()))
            throw Refused.invalid("kind", "must be one of " + String.join(", ", known));
        query.order();
        query.terms();
    }

    /** A page of results with the counts of all filters. */
    Found find(SearchQuery query) {
        check(query);
        var range = query.range();
        var terms = vocabulary.withForms(query.terms());
        var kinds = kinds();
        var correction = new Correction(terms, List.of());
        var facets = new SearchFacets(results.lines(terms, query, kinds, false));
        if (facets.hits() == 0) {
            correction = vocabulary.corrected(terms);
            if (!correction.instead().isEmpty())
                facets = new SearchFacets(results.lines(correction.terms(), query, kinds, false));
        }
        boolean more = facets.hits() >= SearchResults.MOST_COUNTED;
        var counts = facets.counts();
        if (more && SearchFacets.isFiltered(query)) {
            var narrow = new SearchFacets(results.lines(correction.terms(), query, kinds, true));
            counts = narrow.countsWith(facets, query);
            facets = narrow;
        }
        var instead = facets.hits() == 0 ? List.<Vocabulary.Instead>of() : correction.instead();
        return new Found(
                answers(results.rows(facets.page(), READ_FOR_SNIPPET), correction.terms()),
                facets.total(),
                more,
                range.limit(),
                range.offset(),
                named(counts),
                instead);
    }

    private Map<String, List<SearchFacets.Value>> named(Map<String, List<SearchFacets.Value>> counts) {
        var owners = SearchFacets.named(counts, Facet.OWNER, members.people(SearchFacets.ids(counts, Facet.OWNER)));
        return SearchFacets.named(owners, Facet.CAMPAIGN, campaigns.names(SearchFacets.ids(counts, Facet.CAMPAIGN)));
    }

    /** The best results, without counts and snippets. */
    List<Result> best(SearchQuery query) {
        var terms = vocabulary.withForms(query.terms());
        var kinds = kinds();
        var lines = results.best(terms, query, kinds, MOST_COMPARED);
        if (lines.isEmpty()) {
            var correction = vocabulary.corrected(terms);
            if (!correction.instead().isEmpty()) lines = results.best(correction.terms(), query, kinds, MOST_COMPARED);
        }
        return answers(results.rows(lines, 0), terms);
    }

    /** All results, those that were changed last first, as they are typed: an alert does not guess. */
    List<Brief> latest(SearchQuery query) {
        return results.latest(vocabulary.withForms(query.terms()), query, kinds(), MOST_ALERTED);
    }

    private List<String> kinds() {
        return index.sources().stream()
                .filter(source -> Current.get().may(source.permission()))
                .map(SearchSource::kind)
                .toList();
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
                            row.ownerId(),
                            snippet.text(),
                            snippet.highlights(),
                            SearchSnippet.highlights(row.title(), terms),
                            row.score(),
                            row.updatedAt());
                })
                .toList();
    }
}
