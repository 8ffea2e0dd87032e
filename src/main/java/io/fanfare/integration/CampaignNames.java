package io.fanfare.integration;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds campaigns by the words of another service: Fanfare's id, or the exact name if only one campaign has it. */
@Component
class CampaignNames {
    private static final int MOST = 50;

    private final Invocation invocation;

    CampaignNames(Invocation invocation) {
        this.invocation = invocation;
    }

    Map<String, UUID> of(Collection<String> words) {
        var found = new HashMap<String, UUID>();
        for (String word : words) {
            if (found.size() >= MOST || word.isBlank()) continue;
            var id = Ids.parse(word);
            if (id.isPresent()) found.put(word, id.get());
            else named(word, found);
        }
        return found;
    }

    private void named(String word, Map<String, UUID> found) {
        var page = Json.tree(Objects.requireNonNull(invocation
                .call("listCampaigns", Map.of("q", word, "limit", MOST), Current.get())
                .body()));
        var same = page.path("items")
                .valueStream()
                .filter(item -> item.path("name").asString("").equals(word))
                .toList();
        if (same.size() == 1)
            found.put(word, UUID.fromString(same.getFirst().path("id").asString()));
    }
}
