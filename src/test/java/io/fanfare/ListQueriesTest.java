package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every list and dashboard of the contract takes as many statements for twelve things of a kind as for two. */
class ListQueriesTest {
    private static final int FEW = 2;
    private static final int MANY = 12;
    private static final int MOST_OF_A_DASHBOARD = 54;

    /** No one in a workspace may call them. */
    private static final java.util.Set<String> OF_THE_OPERATOR = java.util.Set.of("listWorkspaceLoads");

    private final Api owner = Api.workspace();
    private final Map<String, String> ids = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> a_list_takes_no_statement_for_each_row() {
        var lists = Spec.calls()
                .filter(call -> isList(call) && !OF_THE_OPERATOR.contains(call.id()))
                .toList();
        var before = new HashMap<String, List<String>>();
        try {
            Makers.inOneCampaign(owner);
            make(FEW);
            // The first reading prepares what later ones find ready.
            for (int i = 0; i < 2; i++) lists.forEach(call -> before.put(call.id(), statements(call)));
            make(MANY - FEW);
            return lists.stream()
                    .map(call -> {
                        var after = statements(call);
                        return DynamicTest.dynamicTest(call.id(), () -> assertThat(more(before.get(call.id()), after))
                                .as(call.id())
                                .isEmpty());
                    })
                    .toList()
                    .stream();
        } finally {
            Makers.inManyCampaigns(owner);
        }
    }

    @Test
    void a_statement_for_each_row_is_seen() {
        assertThat(more(List.of("list", "one", "one"), List.of("list", "one", "one", "one")))
                .containsExactly("one");
        assertThat(more(List.of("list", "one"), List.of("list", "other"))).isEmpty();
    }

    @Test
    void the_dashboard_of_a_campaign_takes_a_bounded_number_of_statements() {
        var campaign = new Story(owner).campaign;
        var answer = owner.get("/api/dashboard/campaigns/" + campaign).expect(200);
        assertThat(StatementLog.of(UUID.fromString(answer.header("X-Request-Id"))))
                .hasSizeLessThanOrEqualTo(MOST_OF_A_DASHBOARD);
    }

    /** Each post used to read and rewrite the approval of its scopes: the time of a batch grew with the square of its size. */
    @Test
    void a_batch_of_posts_updates_the_approvals_as_often_for_ten_as_for_two() {
        var story = new Story();
        assertThat(approvalUpdates(story, 10)).isPositive().isEqualTo(approvalUpdates(story, 2));
    }

    private static long approvalUpdates(Story story, int posts) {
        var batch = IntStream.range(0, posts)
                .mapToObj(i -> story.newPost(Map.of("title", "Post " + i)))
                .toList();
        var answer = story.owner
                .post("/api/social/queue/batch", Map.of("posts", batch))
                .expect(201);
        return StatementLog.of(UUID.fromString(answer.header("X-Request-Id"))).stream()
                .filter(statement -> statement.contains("approval_scope"))
                .count();
    }

    private static boolean isList(Spec.Call call) {
        return call.reads()
                && !call.isPublic()
                && (Spec.lists(call) || call.path().contains("dashboard"));
    }

    private void make(int rows) {
        for (int i = 0; i < rows; i++) {
            owner.post("/api/campaigns", Map.of("name", "Campaign " + i)).expect(201);
            for (String kind : Makers.kinds()) {
                String id = Makers.make(kind, owner, "Sample " + i);
                ids.putIfAbsent(kind, id);
            }
            Api.drain();
        }
    }

    @Test
    void one_campaign_is_read_in_one_message_to_the_database() {
        var reader = Api.workspace();
        String path = "/api/campaigns/"
                + reader.post("/api/campaigns", Map.of("name", "Spring"))
                        .expect(201)
                        .text("id");
        reader.get(path).expect(200);
        var answer = reader.get(path).expect(200);
        assertThat(StatementLog.of(UUID.fromString(answer.header("X-Request-Id"))))
                .hasSize(1);
    }

    private List<String> statements(Spec.Call call) {
        String path = call.at(variable -> ids.getOrDefault(
                Makers.known(Makers.kind(variable.name(), call.path())),
                UUID.randomUUID().toString()));
        var answer = owner.get(path);
        assertThat(answer.status()).as(call.id() + " " + answer.body()).isIn(200, 404, 409);
        var statements = StatementLog.of(UUID.fromString(answer.header("X-Request-Id")));
        assertThat(statements).as(call.id()).isNotEmpty();
        return statements;
    }

    private static List<String> more(List<String> few, List<String> many) {
        if (many.size() <= few.size()) return List.of();
        var more = new ArrayList<>(many);
        few.forEach(more::remove);
        return more;
    }
}
