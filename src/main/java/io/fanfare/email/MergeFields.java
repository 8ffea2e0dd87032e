package io.fanfare.email;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds merge fields that would stay empty or be sent unchanged: misspelled ones and those of other programs. */
final class MergeFields {
    private static final List<String> CONTACT =
            List.of("firstName", "lastName", "name", "email", "locale", "timeZone", "tags", "attributes");
    private static final Set<String> KNOWN = Set.of(
            "contact",
            "unsubscribeUrl",
            "forloop",
            "true",
            "false",
            "nil",
            "null",
            "blank",
            "empty",
            "and",
            "or",
            "contains",
            "in",
            "limit",
            "offset",
            "reversed",
            "with",
            "as");
    private static final int MOST = 20;

    /** Mailchimp, HubSpot and Emma, Mautic, Mailgun, SendGrid and ActiveCampaign, Salesforce. */
    private static final Pattern FOREIGN = Pattern.compile(
            "\\*\\|[A-Z][A-Z0-9_:]*\\|\\*|\\[\\[[A-Za-z][A-Za-z0-9_ ]{0,40}\\]\\]"
                    + "|\\{contactfield=[^}\\n]{0,60}\\}|%recipient\\.[A-Za-z_]+%|-[a-z]+_?name-|%%[A-Za-z_]{1,40}%%|%[A-Z]+NAME%");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern FILTER = Pattern.compile("\\|\\s*[A-Za-z_]\\w*(\\s*:)?");
    private static final Pattern VARIABLE = Pattern.compile("(?<![\\w.\\]])[A-Za-z_][\\w-]*(\\.[A-Za-z_][\\w-]*)*");
    private static final Pattern ASSIGNED =
            Pattern.compile("\\{%-?\\s*(?:assign\\s+([\\w-]+)\\s*=|for\\s+([\\w-]+)\\s+in)");

    private MergeFields() {}

    /** The fields in the notation of other programs, without duplicates. */
    static List<String> foreign(String text) {
        return FOREIGN.matcher(text)
                .results()
                .map(found -> found.group())
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** Unknown fields, each with the most similar known one; empty if none is similar. */
    static Map<String, String> unknown(String text) {
        var own = new HashSet<String>();
        ASSIGNED.matcher(text)
                .results()
                .forEach(found -> own.add(found.group(1) == null ? found.group(2) : found.group(1)));
        var unknown = new LinkedHashMap<String, String>();
        boolean verbatim = false;
        for (var span : Liquid.tags(text)) {
            String tag = text.substring(span.start(), span.end());
            String step = Liquid.name(tag);
            verbatim = verbatim ? !step.startsWith("end") : step.equals("raw") || step.equals("comment");
            if (verbatim || step.startsWith("end") || step.equals("else")) continue;
            for (String variable : variables(tag, step))
                if (!isKnown(variable, own) && unknown.size() < MOST) unknown.put(variable, mostSimilar(variable));
        }
        return unknown;
    }

    private static List<String> variables(String tag, String step) {
        String inner = tag.substring(2, tag.length() - 2).strip();
        if (!step.isEmpty()) inner = inner.replaceFirst("^-?\\s*\\S+", "");
        if (step.equals("assign")) inner = inner.substring(inner.indexOf('=') + 1);
        if (step.equals("for")) inner = inner.replaceFirst("^\\s*\\S+\\s+in\\b", "");
        String plain = FILTER.matcher(QUOTED.matcher(inner).replaceAll(" ")).replaceAll(" ");
        return VARIABLE.matcher(plain).results().map(found -> found.group()).toList();
    }

    private static boolean isKnown(String variable, Set<String> own) {
        String[] parts = variable.split("\\.");
        if (own.contains(parts[0])) return true;
        if (!KNOWN.contains(parts[0])) return false;
        return !parts[0].equals("contact") || parts.length == 1 || CONTACT.contains(parts[1]);
    }

    /** Compares letters only: {@code first_name} and {@code contact.firstname} are {@code contact.firstName}. */
    private static String mostSimilar(String variable) {
        String letters = letters(variable.startsWith("contact.") ? variable.substring(8) : variable);
        if (letters.equals("unsubscribe") || letters.equals("unsubscribelink") || letters.equals("unsubscribeurl"))
            return "unsubscribeUrl";
        var candidates = new ArrayList<>(CONTACT);
        String best = "";
        int fewest = 3;
        for (String candidate : candidates) {
            int distance = distance(letters, letters(candidate));
            if (distance < fewest) {
                fewest = distance;
                best = "contact." + candidate;
            }
        }
        return best;
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }

    /** The edit distance (Levenshtein). */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) row[j] = j;
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, replaced);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
