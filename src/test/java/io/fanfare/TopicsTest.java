package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Topic;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void every_topic_is_published_by_a_room() {
        var published = new ClassFileImporter()
                        .withImportOption(location -> !location.contains("/test-classes/"))
                        .importPackages("io.fanfare")
                        .stream()
                        .filter(TopicsTest::publishes)
                        .flatMap(room -> room.getFieldAccessesFromSelf().stream())
                        .filter(access -> access.getTargetOwner().isEquivalentTo(Topic.class))
                        .map(access -> access.getTarget().getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(published)
                .containsAll(Arrays.stream(Topic.values()).map(Enum::name).toList());
    }

    private static boolean publishes(JavaClass room) {
        return room.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Live.class)
                        && call.getTarget().getName().equals("changed"));
    }

    @Test
    void every_topic_has_the_permission_of_an_operation_that_reads() {
        Set<String> permissions = Api.bean(Operations.class).list().stream()
                .filter(operation -> operation.reads())
                .map(operation -> operation.allow().value())
                .collect(Collectors.toSet());
        assertThat(Topic.values()).allSatisfy(topic -> assertThat(permissions).contains(topic.permission()));
    }
}
