package io.fanfare.analytics;

import io.fanfare.email.Mailings;
import io.fanfare.kernel.Ids;
import io.fanfare.social.Posts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What our own content is called: the entity of its figures is its id. */
@Component
class ContentNames {
    private final Posts posts;
    private final Mailings mailings;

    ContentNames(Posts posts, Mailings mailings) {
        this.posts = posts;
        this.mailings = mailings;
    }

    /** What it is, and its name. */
    record Name(String kind, String title) {}

    Map<String, Name> of(Collection<FigureSum> rolls) {
        var ids = rolls.stream()
                .filter(roll -> Folding.SOURCE.equals(roll.source()))
                .map(roll -> Ids.parse(String.valueOf(roll.entity())))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        var names = new HashMap<String, Name>();
        if (ids.isEmpty()) return names;
        posts.titles(ids).forEach((id, title) -> names.put(id.toString(), new Name("post", title)));
        mailings.names(ids).forEach((id, name) -> names.put(id.toString(), new Name("mailing", name)));
        return names;
    }
}
