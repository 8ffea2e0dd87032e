package io.fanfare.social.platforms;

import io.fanfare.kernel.HttpCalls.Reply;
import java.util.Map;
import java.util.TreeMap;

/** Counts in an answer, under our names for them. */
final class Counts {
    private Counts() {}

    /** @param names our name to theirs; a count that the answer does not have is left out */
    static Map<String, Long> of(Reply reply, String pointer, Map<String, String> names) {
        var counts = new TreeMap<String, Long>();
        if (!(reply instanceof Reply.Answered answer) || !answer.ok()) return counts;
        var node = answer.json().at(pointer);
        names.forEach((ours, theirs) -> {
            var count = node.at("/" + theirs);
            if (count.isIntegralNumber() && count.canConvertToLong()) counts.put(ours, count.asLong());
        });
        return counts;
    }
}
