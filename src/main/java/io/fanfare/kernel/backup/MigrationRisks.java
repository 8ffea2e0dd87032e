package io.fanfare.kernel.backup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What in a migration a server of the version before would not survive, while both work on one database: it may add, and not remove, rename or
 * tighten what that version uses. A line {@code -- safe: reason} at the beginning of a statement states why one is harmless nevertheless.
 */
final class MigrationRisks {
    private static final Pattern CREATED =
            Pattern.compile("create\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)");
    private static final Pattern MADE = Pattern.compile("create\\s+(?:function|procedure)\\s+(\\w+)");
    private static final Pattern REVOKED =
            Pattern.compile("revoke\\b.*\\bon\\s+(?:(?:function|procedure|table)\\s+)?(\\w+)");
    private static final Pattern TABLE = Pattern.compile("alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?(\\w+)");
    private static final Pattern BODY = Pattern.compile("\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern SAFE = Pattern.compile("--\\s*safe:", Pattern.CASE_INSENSITIVE);

    private record Rule(Pattern pattern, String words) {
        Rule(String pattern, String words) {
            this(Pattern.compile(pattern, Pattern.DOTALL), words);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "^drop\\s+(table|view|function|procedure|type|sequence)\\b",
                    "drops what the running version may use"),
            new Rule(
                    "^alter\\s+(table|view|type|function)\\b.*\\brename\\b",
                    "renames what the running version may use"),
            new Rule("^alter\\s+table\\b.*\\bdrop\\s+column\\b", "drops a column that the running version may use"),
            new Rule(
                    "^alter\\s+table\\b.*\\balter\\s+(column\\s+)?\\w+\\s+(set\\s+data\\s+)?type\\b",
                    "changes the type of a column"),
            new Rule(
                    "^alter\\s+table\\b.*\\bset\\s+not\\s+null\\b",
                    "requires a value that the running version may not write"),
            new Rule(
                    "^alter\\s+table\\b.*\\bdrop\\s+default\\b",
                    "removes a default that the running version may rely on"),
            new Rule("^revoke\\b", "takes a right from the running version"),
            new Rule("^(truncate|lock)\\b", "stops or empties a table in use"));

    private static final Pattern ADDED =
            Pattern.compile("\\badd\\s+(?:column\\s+)?(?:if\\s+not\\s+exists\\s+)?(?!constraint)(\\w+)\\s([^,]*)");

    private MigrationRisks() {}

    static List<String> of(String sql) {
        var risks = new ArrayList<String>();
        Set<String> created = new HashSet<>();
        var plain = BODY.matcher(sql).replaceAll("body");
        for (var raw : TEXT.matcher(plain).replaceAll("text").split(";")) {
            var reasoned = SAFE.matcher(raw).find();
            var statement = COMMENT.matcher(raw)
                    .replaceAll("")
                    .strip()
                    .toLowerCase(java.util.Locale.ROOT)
                    .replaceAll("\\s+", " ");
            var made = CREATED.matcher(statement);
            if (made.lookingAt()) created.add(made.group(1));
            var function = MADE.matcher(statement);
            if (function.lookingAt()) created.add(function.group(1));
            if (reasoned || ofNew(statement, created)) continue;
            for (var rule : RULES)
                if (rule.pattern.matcher(statement).find()) risks.add(rule.words + ": " + shortened(statement));
            if (addsRequired(statement))
                risks.add("adds a column that the running version does not fill: " + shortened(statement));
        }
        return risks;
    }

    private static boolean ofNew(String statement, Set<String> created) {
        var table = TABLE.matcher(statement);
        var revoked = REVOKED.matcher(statement);
        return (table.lookingAt() && created.contains(table.group(1)))
                || (revoked.lookingAt() && created.contains(revoked.group(1)));
    }

    private static boolean addsRequired(String statement) {
        if (!statement.startsWith("alter table")) return false;
        return ADDED.matcher(statement)
                .results()
                .map(column -> column.group(2))
                .anyMatch(
                        rest -> rest.contains("not null") && !rest.contains("default") && !rest.contains("generated"));
    }

    private static String shortened(String statement) {
        return statement.length() > 100 ? statement.substring(0, 100) + "…" : statement;
    }
}
