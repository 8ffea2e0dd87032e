package io.fanfare.creative;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fanfare.ai.Writer.Post;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The components of a creative. {@code hashtags} may be sent with or without {@code #} and are stored with it. {@code
 * script} is a text, or {@code {hook, scenes: [{text, seconds}]}}; {@code thread} holds the posts of a thread; {@code
 * subject}, {@code preheader}, {@code mjml} and {@code markdown} belong to e-mails. {@code noMedia} belongs to a channel: true
 * leaves out the shared picture and video there.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Components(
        @Nullable @Size(max = 100_000) String caption,

        @Nullable @Size(max = 100)
        List<
                        @NotNull @Size(max = 140)
                        @Pattern(regexp = "[#＃]\\S+", message = "must be a hashtag without spaces, e.g. #Launch")
                        String>
                hashtags,

        @Nullable @Size(max = 2_000) String cta,
        @Nullable Object script,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 10_000) String> thread,
        @Nullable @Valid Media image,
        @Nullable @Valid Media video,
        @Nullable @Size(max = 500) String subject,
        @Nullable @Size(max = 1_000) String preheader,
        @Nullable @Size(max = 200_000) String mjml,
        @Nullable @Size(max = 200_000) String markdown,
        @Nullable Boolean noMedia) {
    public static final Components NONE =
            new Components(null, null, null, null, null, null, null, null, null, null, null, null);
    private static final int LONGEST_SCRIPT = 50_000;

    /** Hashtags are stored with their #, also if they were sent without it. */
    public Components {
        if (hashtags != null)
            hashtags = hashtags.stream().map(Components::withSign).toList();
    }

    private static @Nullable String withSign(@Nullable String tag) {
        boolean signed = tag == null || tag.isBlank() || tag.startsWith("#") || tag.startsWith("＃");
        return signed ? tag : "#" + tag;
    }

    /** An image or a video of the library. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Media(
            @NotNull UUID assetId,
            @Nullable @Size(max = 1_500) String altText,
            @Nullable UUID posterAssetId) {}

    /** The names of the components. */
    public enum Component {
        CAPTION,
        HASHTAGS,
        CTA,
        SCRIPT,
        THREAD,
        IMAGE,
        VIDEO,
        SUBJECT,
        PREHEADER,
        MJML,
        MARKDOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The text, thread and first file of a post. */
    public static Components ofPost(
            String text, @Nullable List<String> thread, @Nullable Media media, boolean isVideo) {
        var image = isVideo ? null : media;
        var video = isVideo ? media : null;
        return new Components(text, null, null, null, thread, image, video, null, null, null, null, null);
    }

    Components checked() {
        if (script != null && !isScript(script))
            throw Refused.invalid(
                    "components.script",
                    "must be a text, or {hook, scenes: [{text, seconds}]} with texts and integer seconds");
        return this;
    }

    private static boolean isScript(Object script) {
        if (script instanceof String text) return text.length() <= LONGEST_SCRIPT;
        if (!(script instanceof Map<?, ?> members) || Json.of(script).text().length() > LONGEST_SCRIPT) return false;
        Object hook = members.get("hook");
        Object scenes = members.get("scenes");
        boolean scenesAreThose = scenes == null
                || scenes instanceof List<?> list
                        && list.size() <= 100
                        && list.stream()
                                .allMatch(scene -> scene instanceof Map<?, ?> one
                                        && one.get("text") instanceof String
                                        && (one.get("seconds") == null
                                                || one.get("seconds") instanceof Integer seconds && seconds > 0));
        return (hook == null || hook instanceof String) && scenesAreThose;
    }

    /** The components that are set, by name. */
    Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        Map<?, ?> all = Json.convert(this, Map.class);
        all.forEach((name, value) -> {
            if (value != null) map.put((String) name, value);
        });
        return map;
    }

    static Components of(Map<String, ?> map) {
        return Json.convert(map, Components.class);
    }

    /** A copy with the given components replaced. */
    Components with(Map<String, ?> others) {
        var map = asMap();
        map.putAll(others);
        return of(map);
    }

    /** The same as seen from a channel with components of its own. */
    Components seenWith(Components own) {
        var map = asMap();
        // A channel with a caption of its own does not continue the shared thread.
        if (own.caption != null) map.remove("thread");
        // A picture or a video of its own takes the place of both.
        if (own.image != null || own.video != null || Boolean.TRUE.equals(own.noMedia)) {
            map.remove("image");
            map.remove("video");
        }
        map.putAll(own.asMap());
        return of(map);
    }

    /** The text that readers of a post see: caption, call to action and hashtags. */
    String text() {
        return Post.composed(caption, cta, Objects.requireNonNullElse(hashtags, List.of()));
    }

    /** All text of all components, for word searches. */
    String allWords() {
        var words = new StringBuilder(text());
        for (Object part : new Object[] {script, thread, subject, preheader, markdown, mjml})
            if (part != null)
                words.append('\n')
                        .append(
                                part instanceof String text
                                        ? text
                                        : Json.of(part).text());
        return words.toString();
    }

    List<UUID> assetIds() {
        return java.util.stream.Stream.of(Optional.ofNullable(image), Optional.ofNullable(video))
                .flatMap(Optional::stream)
                .flatMap(media -> java.util.stream.Stream.of(media.assetId(), media.posterAssetId()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
