package io.fanfare.email;

import io.fanfare.identity.Workspace;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sender's name, postal address and color; part of every mail and of its approval. */
record Letterhead(
        String name,
        @Nullable String postalAddress,
        @Nullable String accent) {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    static Letterhead of(Workspace workspace) {
        return new Letterhead(
                workspace.name(),
                workspace.postalAddress(),
                workspace.brand().colors().stream()
                        .filter(colour -> COLOUR.matcher(colour).matches())
                        .findFirst()
                        .orElse(null));
    }
}
