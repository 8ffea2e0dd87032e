package io.fanfare.approval;

import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.ChannelName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What people call items: their titles, with the channel where another item of the campaign has the same title. */
record ItemNames(Map<String, String> withChannel) {
    static ItemNames of(Collection<ScopeState> states, ApprovedContents contents) {
        var rows = states.stream()
                .flatMap(state -> state.readable().stream())
                .collect(Collectors.toMap(ItemRow::key, row -> row, (a, b) -> a))
                .values();
        var alike = rows.stream().collect(Collectors.groupingBy(ItemRow::title)).values().stream()
                .filter(same -> same.size() > 1)
                .flatMap(List::stream)
                .toList();
        var names = new HashMap<String, String>();
        var current = contents.current(alike.stream().map(Entry::of).toList());
        for (var row : alike) {
            var content = current.get(row.key());
            if (content != null && content.channel() != null)
                names.put(row.key(), row.title() + " · " + ChannelName.label(content.channel()));
        }
        return new ItemNames(names);
    }

    String of(ItemRow row) {
        return withChannel.getOrDefault(row.key(), row.title());
    }
}
