package io.fanfare.email;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fanfare.campaign.LinkTagger;
import io.fanfare.identity.BrandKit;
import org.jspecify.annotations.Nullable;

/**
 * The sender's name, postal address, color and logo, and the tags on links; part of every mail and of its approval. {@code
 * logo} is a path.
 */
record Letterhead(
        String name,
        @Nullable String postalAddress,
        @Nullable String accent,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String logo,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LinkTagger links) {
    /** @param slug of the workspace, whose newsroom shows the logo to everybody */
    static Letterhead of(BrandKit brand, String slug) {
        return new Letterhead(
                brand.name(),
                brand.postalAddress(),
                brand.primary().orElse(null),
                brand.logoAssetId() == null ? null : "/n/" + slug + "/media/" + brand.logoAssetId(),
                null);
    }

    Letterhead with(LinkTagger tagger) {
        return new Letterhead(name, postalAddress, accent, logo, tagger.equals(LinkTagger.NONE) ? null : tagger);
    }

    static LinkTagger taggerOf(@Nullable Letterhead head) {
        return head == null || head.links() == null ? LinkTagger.NONE : head.links();
    }
}
