package io.fanfare.creative;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hashtags that a workspace uses together. */
@RestController
@RequestMapping("/api/content/hashtag-sets")
class HashtagSets {
    private static final int MOST = 100;

    private final Sql sql;
    private final Audit audit;

    HashtagSets(Sql sql, Audit audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /** A set of hashtags, each with its #. */
    record HashtagSet(UUID id, String name, List<String> hashtags) {}

    /** The sets of the workspace. */
    record HashtagSetList(List<HashtagSet> items) {}

    /** A new set; hashtags may be sent without #. */
    record NewHashtagSet(
            @NotBlank @Size(max = 100) String name,
            @NotNull @Size(min = 1, max = 30) List<@NotBlank @Size(max = 140) String> hashtags) {}

    /** Lists the hashtag sets of the workspace by name. */
    @GetMapping
    @Allow("content.read")
    HashtagSetList listHashtagSets() {
        return new HashtagSetList(sql.of("""
                select id, name, hashtags from creative_hashtag_set
                 where workspace_id = :workspace order by lower(name), id""").list(HashtagSet.class));
    }

    /** Saves hashtags under a name. A name that is in use is 409 {@code hashtag_set_exists}. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    HashtagSet createHashtagSet(@RequestBody @Valid NewHashtagSet request) {
        var hashtags = request.hashtags().stream()
                .map(tag -> tag.startsWith("#") || tag.startsWith("＃") ? tag : "#" + tag)
                .distinct()
                .toList();
        if (hashtags.stream().anyMatch(tag -> !tag.matches("[#＃]\\S+")))
            throw Refused.invalid("hashtags", "must be hashtags without spaces, e.g. #Launch");
        var sets = listHashtagSets().items();
        if (sets.size() >= MOST)
            throw Refused.unprocessable(
                    "hashtag_set_limit", "A workspace can have 100 hashtag sets. Delete one before you add another.");
        String name = request.name().strip();
        if (sets.stream().anyMatch(set -> set.name().equalsIgnoreCase(name)))
            throw Refused.conflict(
                    "hashtag_set_exists", "A hashtag set with this name already exists. Choose another name.");
        var set = new HashtagSet(Ids.next(), name, hashtags);
        sql.of("""
                insert into creative_hashtag_set (id, name, hashtags, created_by)
                values (:id, :name, :hashtags, :by)""").bind(set).bind("by", Current.get().actor().personId()).run();
        audit.record(subject(set), null, set);
        return set;
    }

    /** Deletes a hashtag set. Texts that use its hashtags keep them. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void deleteHashtagSet(@PathVariable UUID id) {
        var set = sql.of("""
                delete from creative_hashtag_set where workspace_id = :workspace and id = :id
                returning id, name, hashtags""").bind("id", id).one(HashtagSet.class);
        audit.record(subject(set), set, null);
    }

    private static Subject subject(HashtagSet set) {
        return Subject.of("hashtag_set", set.id(), set.name());
    }
}
