package io.fanfare.identity;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The filters that provisioning services send: attributes that equal a value, joined by {@code and}. */
final class ScimFilter {
    private static final Pattern AND =
            Pattern.compile("\\s+and\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TERM = Pattern.compile(
            "([\\w.:$-]+)\\s+eq\\s+(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(true|false))", Pattern.CASE_INSENSITIVE);

    private ScimFilter() {}

    /** Values by attribute in small letters. An attribute outside {@code known} is refused. */
    static Map<String, String> parse(@Nullable String filter, Set<String> known) {
        var values = new HashMap<String, String>();
        if (filter == null || filter.isBlank()) return values;
        for (String term : AND.split(filter.strip())) {
            var matcher = TERM.matcher(term.strip());
            if (!matcher.matches())
                throw ScimError.invalidFilter(
                        "Only filters such as userName eq \"ada@example.com\" are supported, joined by and.");
            String attribute = attribute(matcher.group(1));
            if (!known.contains(attribute))
                throw ScimError.invalidFilter("Filters by " + matcher.group(1) + " are not supported.");
            String value = matcher.group(2) != null
                    ? matcher.group(2).replaceAll("\\\\(.)", "$1")
                    : matcher.group(3).toLowerCase(Locale.ROOT);
            if (values.putIfAbsent(attribute, value) != null && !value.equals(values.get(attribute)))
                values.put("nothing", "");
        }
        return values;
    }

    /** An attribute in small letters without the name of its schema. */
    static String attribute(String path) {
        int schema = path.toLowerCase(Locale.ROOT).startsWith("urn:") ? path.lastIndexOf(':') + 1 : 0;
        return path.substring(schema).toLowerCase(Locale.ROOT);
    }
}
