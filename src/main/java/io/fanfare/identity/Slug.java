package io.fanfare.identity;

import java.text.Normalizer;
import java.util.Locale;

/** A name as it can stand in an address. */
final class Slug {
    private static final int LONGEST = 40;

    private Slug() {}

    /** Letters without their accents, digits, and hyphens between; a name that has none of these is called otherwise. */
    static String of(String name, String otherwise) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String slug = plain.substring(0, Math.min(plain.length(), LONGEST)).replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? otherwise : slug;
    }
}
