package io.fanfare.social.platforms;

import io.fanfare.kernel.HttpCalls.Reply;
import java.util.Map;
import java.util.TreeMap;

/** The counts in an answer, by our names. */
final class Counts {
    private Counts() {}

    /** @param names our names and theirs; counts that are missing in the answer are left out */
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
