package io.fanfare.gateway;

import static io.fanfare.gateway.Shapes.shape;

import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Topic.Scope;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The topics of live updates in the contract. */
final class LiveEntries {
    private LiveEntries() {}

    static Map<String, Object> workspaceTopics() {
        return topics("A topic of live updates, subscribed to by its name", topic -> topic.scope() != Scope.CAMPAIGN);
    }

    static Map<String, Object> campaignTopics() {
        return topics(
                "A topic of live updates about one campaign, subscribed to as `name:campaignId`",
                topic -> topic.scope() == Scope.CAMPAIGN);
    }

    private static Map<String, Object> topics(String what, Predicate<Topic> chosen) {
        var topics = Arrays.stream(Topic.values()).filter(chosen).toList();
        String permissions = topics.stream()
                .map(topic -> "`" + topic.text() + "`: " + topic.permission())
                .collect(Collectors.joining(", "));
        return shape(
                "type",
                "string",
                "enum",
                topics.stream().map(Topic::text).toList(),
                "description",
                what + ". The permission that each needs: " + permissions + ".");
    }
}
