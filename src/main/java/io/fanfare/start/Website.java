package io.fanfare.start;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a website says about its owner. Each finding names where it was found. {@code colors} are the primary, the accent and
 * the background color, {@code fonts} those of headings and body text, already replaced by the closest font that a brand can
 * use. {@code notes} say what could not be used and why.
 */
record Website(
        String address,
        Found name,
        @Nullable Found description,
        @Nullable FoundPicture logo,
        List<Found> colors,
        List<Found> fonts,
        @Nullable Found language,
        @Nullable Found postalAddress,
        @Nullable Found email,
        @Nullable Found feed,
        List<SitePost> posts,
        List<String> notes,
        int requests,
        long millis) {
    /** A text and where it was found, e.g. {@code og:site_name}. */
    record Found(String value, String source) {}

    /** A picture by its address, and a small copy of it as a {@code data:} address. */
    record FoundPicture(String value, String source, String preview) {}

    /** A post of the website, newest first. {@code words} is null where only a summary was read. */
    record SitePost(
            String address,
            String title,
            @Nullable String date,
            @Nullable Integer words,
            @Nullable String summary,
            @Nullable String picture,
            @Nullable String preview) {}
}
