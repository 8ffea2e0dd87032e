package io.fanfare.start;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The rules of a {@code robots.txt} for this program, as RFC 9309 defines them: the longest matching rule counts. */
record Robots(List<Rule> rules) {
    static final Robots NONE = new Robots(List.of());
    private static final int MOST_LINES = 2_000;

    /** A path that may or may not be read. */
    record Rule(boolean allow, String path) {
        boolean matches(String target) {
            return path.endsWith("$")
                    ? matches(path.substring(0, path.length() - 1), target)
                    : matches(path + "*", target);
        }

        /** A star stands for any characters. In linear time for what sites write, and at most in the product of both lengths. */
        private static boolean matches(String pattern, String text) {
            int at = 0;
            int next = 0;
            int star = -1;
            int afterStar = 0;
            while (at < text.length()) {
                if (next < pattern.length() && pattern.charAt(next) == '*') {
                    star = next++;
                    afterStar = at;
                } else if (next < pattern.length() && pattern.charAt(next) == text.charAt(at)) {
                    next++;
                    at++;
                } else if (star >= 0) {
                    next = star + 1;
                    at = ++afterStar;
                } else return false;
            }
            while (next < pattern.length() && pattern.charAt(next) == '*') next++;
            return next == pattern.length();
        }
    }

    static Robots of(String text) {
        var ours = new ArrayList<Rule>();
        var all = new ArrayList<Rule>();
        boolean named = false;
        boolean everyone = false;
        boolean inAgents = false;
        for (String line : text.lines().limit(MOST_LINES).toList()) {
            String plain = line.replaceFirst("#.*", "").strip();
            int colon = plain.indexOf(':');
            if (colon < 0) continue;
            String field = plain.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = plain.substring(colon + 1).strip();
            if (field.equals("user-agent")) {
                if (!inAgents) named = everyone = false;
                inAgents = true;
                named |= value.equalsIgnoreCase("fanfare");
                everyone |= value.equals("*");
            } else {
                inAgents = false;
                boolean rule = field.equals("allow") || field.equals("disallow");
                if (!rule || value.isEmpty() || value.length() > 500) continue;
                if (named) ours.add(new Rule(field.equals("allow"), value));
                if (everyone) all.add(new Rule(field.equals("allow"), value));
            }
        }
        return new Robots(ours.isEmpty() ? all : ours);
    }

    boolean allow(URI address) {
        String target = Objects.requireNonNullElse(address.getRawPath(), "/")
                + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        Rule best = null;
        for (Rule rule : rules)
            if (rule.matches(target.isEmpty() ? "/" : target)
                    && (best == null
                            || rule.path().length() > best.path().length()
                            || rule.path().length() == best.path().length() && rule.allow())) best = rule;
        return best == null || best.allow();
    }
}
