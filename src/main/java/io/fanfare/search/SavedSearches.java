package io.fanfare.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Versions;
import io.fanfare.search.SavedSearch.Alert;
import io.fanfare.search.SavedSearchStore.Row;
import io.fanfare.search.Search.Found;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Searches that people have saved, for themselves or for everyone in the workspace. */
@RestController
@RequestMapping("/api/search/saved")
class SavedSearches {
    private static final int MOST = 100;

    private final SavedSearchStore store;
    private final SearchAlerts alerts;
    private final Finder finder;
    private final Inputs inputs;

    SavedSearches(SavedSearchStore store, SearchAlerts alerts, Finder finder, Inputs inputs) {
        this.store = store;
        this.alerts = alerts;
        this.finder = finder;
        this.inputs = inputs;
    }

    /** A search to save, and what can be changed of a saved one. */
    record SavedSearchDetails(
            @NotBlank @Size(max = 100) String name,
            @NotNull @Valid SavedQuery query,
            @JsonProperty(defaultValue = "false") Boolean shared,
            @JsonProperty(defaultValue = "never") Alert alert) {
        SavedSearchDetails {
            shared = Objects.requireNonNullElse(shared, false);
            alert = Objects.requireNonNullElse(alert, Alert.NEVER);
        }
    }

    /** Lists your saved searches and those that others share, by name. */
    @GetMapping
    @Allow("campaign.read")
    Page<SavedSearch> listSavedSearches() {
        return Page.all(store.visible().stream().map(SavedSearches::answer).toList());
    }

    /**
     * Saves a search. {@code query} has the parameters of {@code searchEverything} without the page. {@code shared} shows it to
     * everyone in the workspace. With {@code alert: "daily"} you are notified each morning at seven, in the time zone of the
     * workspace, of results that were not there the day before; changes of known results don't count. A search with more than 5,000
     * results does not alert. You can save 100 searches (422 {@code saved_search_limit}); two of your
     * searches can't have the same name (409 {@code saved_search_exists}).
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "campaign.read", plain = true)
    SavedSearch saveSearch(@RequestBody @Valid SavedSearchDetails request) {
        var own = own();
        if (own.size() >= MOST)
            throw Refused.unprocessable("saved_search_limit", "You can save " + MOST + " searches. Delete one first.");
        requireFree(own, request.name(), null);
        finder.check(request.query().page(null, null));
        var id = Ids.next();
        store.insert(id, request, alerts.first(request.alert()));
        alerts.begin(id, request);
        return answer(read(id));
    }

    /**
     * Changes one of your saved searches, by a JSON merge patch: its name, what it looks for, whether it is shared and whether it
     * alerts you. {@code query} is patched too: null removes a filter.
     */
    @PatchMapping("/{id}")
    @Allow(value = "campaign.read", plain = true)
    SavedSearch changeSavedSearch(@PathVariable UUID id, @RequestBody Patch<SavedSearchDetails> patch) {
        var before = own(id);
        Versions.expect(patch, before.version(), "saved search");
        var details = patch.without("version")
                .onto(
                        new SavedSearchDetails(before.name(), before.query(), before.shared(), before.alert()),
                        SavedSearchDetails.class,
                        inputs);
        requireFree(own(), details.name(), id);
        finder.check(details.query().page(null, null));
        store.update(id, details, alerts.first(details.alert()));
        if (!details.query().equals(before.query()) || details.alert() != before.alert()) alerts.begin(id, details);
        Invocation.requireUnchanged(() -> answer(read(id)));
        return answer(read(id));
    }

    /** Deletes one of your saved searches, for everyone if it is shared. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "campaign.read", plain = true)
    void deleteSavedSearch(@PathVariable UUID id) {
        store.delete(own(id).id());
    }

    /** Runs a saved search with your own permissions: the response is that of {@code searchEverything}. */
    @PostMapping("/{id}/run")
    @ResponseStatus(HttpStatus.OK)
    @Allow(value = "campaign.read", plain = true)
    Found runSavedSearch(
            @PathVariable UUID id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        return finder.find(read(id).query().page(limit, offset));
    }

    private Row read(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    private List<Row> own() {
        return store.visible().stream().filter(SavedSearches::isOwn).toList();
    }

    private Row own(UUID id) {
        var row = read(id);
        if (!isOwn(row)) throw Refused.forbidden("not_yours", "Only the person who saved this search can change it.");
        return row;
    }

    private static boolean isOwn(Row row) {
        return row.personId().equals(Current.get().person());
    }

    private static SavedSearch answer(Row row) {
        return new SavedSearch(
                row.id(),
                row.name(),
                row.query(),
                row.shared(),
                row.alert(),
                row.personId(),
                row.createdAt(),
                row.version(),
                isOwn(row)
                        ? List.of("changeSavedSearch", "deleteSavedSearch", "runSavedSearch")
                        : List.of("runSavedSearch"));
    }

    private static void requireFree(List<Row> own, String name, @Nullable UUID self) {
        if (own.stream()
                .anyMatch(row -> row.name().equalsIgnoreCase(name) && !row.id().equals(self)))
            throw Refused.conflict(
                    "saved_search_exists", "You have a saved search of this name already. Choose another name.");
    }
}
