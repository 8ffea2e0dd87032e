package io.fanfare.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mailings to long lists, whose mails are created in pieces: the first by the request, the others in the background. */
class MailingListsTest {
    private static final int MANY = 300;
    private static final int FIRST = 128;

    private final Story story = new Story();
    private final Api owner = story.owner;

    private static String address(int i) {
        return "reader" + i + "@example.com";
    }

    private static List<String> readers() {
        return new ArrayList<>(
                IntStream.range(0, MANY).mapToObj(MailingListsTest::address).toList());
    }

    private UUID mailing(List<String> addresses) {
        var recipients = addresses.stream().map(email -> Map.of("email", email)).toList();
        var id = story.mailing(Map.of("recipients", recipients)).expect(201).id("id");
        story.approve("content", "schedule");
        return id;
    }

    private Api.Answer sent(UUID id) {
        return owner.post("/api/email/" + id + "/send").expect(202);
    }

    private Api.Answer read(UUID id) {
        return owner.get("/api/email/" + id).expect(200);
    }

    private Api.Answer metrics(UUID id) {
        return owner.get("/api/email/" + id + "/metrics").expect(200);
    }

    /** A turn of the lane that sends, which leaves the lane that creates the other mails alone. */
    private void sendWhatExists() {
        var lane = Api.context(Lane.class).stream()
                .filter(each -> each.name().equals("delivery_bulk"))
                .findFirst()
                .orElseThrow();
        Current.house(owner.workspace, "test").run(() -> {
            lane.work();
            lane.join();
        });
    }

    private boolean hasMail(int reader) {
        return owner
                .get("/api/deliveries?channel=email&limit=200")
                .expect(200)
                .at("items")
                .findValuesAsString("target")
                .stream()
                .anyMatch(address(reader)::equals);
    }

    @Test
    void a_long_list_is_sent_to_each_address_once_whichever_piece_it_is_in() {
        var addresses = readers();
        addresses.add("READER0@example.com");
        addresses.add(address(MANY - 1));
        owner.post("/api/suppressions", Map.of("email", address(MANY - 2))).expect(201);
        var id = mailing(addresses);
        var answer = sent(id);
        assertThat(answer.at("recipients").asInt()).isEqualTo(MANY - 1);
        assertThat(answer.at("excluded.duplicate").asInt()).isEqualTo(2);
        assertThat(answer.at("excluded.suppressed").asInt()).isEqualTo(1);
        Api.drain();
        assertThat(read(id).text("status")).isEqualTo("sent");
        assertThat(read(id).at("expanding").asBoolean()).isFalse();
        assertThat(read(id).at("mails").asInt()).isEqualTo(MANY - 1);
        assertThat(metrics(id).at("captured").asInt()).isEqualTo(MANY - 1);
    }

    @Test
    void a_mailing_to_a_long_list_is_not_finished_while_mails_are_still_to_be_created() {
        var id = mailing(readers());
        sent(id);
        sendWhatExists();
        assertThat(metrics(id).at("captured").asInt()).isEqualTo(FIRST);
        assertThat(read(id).text("status")).isEqualTo("sending");
        assertThat(read(id).at("expanding").asBoolean()).isTrue();
        Api.drain();
        assertThat(read(id).text("status")).isEqualTo("sent");
        assertThat(metrics(id).at("captured").asInt()).isEqualTo(MANY);
    }

    @Test
    void a_contact_that_is_erased_while_mails_are_created_gets_none_and_nobody_is_skipped() {
        var early = owner.post("/api/contacts", Map.of("email", address(1))).expect(201);
        var late =
                owner.post("/api/contacts", Map.of("email", address(FIRST + 1))).expect(201);
        var id = mailing(readers());
        sent(id);
        for (var contact : List.of(early, late))
            owner.delete("/api/contacts/" + contact.text("id")).expect(200);
        Api.drain();
        assertThat(read(id).text("status")).isEqualTo("sent");
        assertThat(metrics(id).at("captured").asInt()).isEqualTo(MANY - 2);
        assertThat(hasMail(FIRST + 1)).isFalse();
        assertThat(hasMail(FIRST)).isTrue();
    }

    @Test
    void an_address_that_is_suppressed_after_sending_began_is_listed_with_the_reason() {
        var id = mailing(readers());
        sent(id);
        owner.post("/api/suppressions", Map.of("email", address(MANY - 1))).expect(201);
        Api.drain();
        assertThat(metrics(id).at("captured").asInt()).isEqualTo(MANY - 1);
        assertThat(metrics(id).at("excluded.suppressed").asInt()).isEqualTo(1);
        assertThat(hasMail(MANY - 1)).isTrue();
    }

    @Test
    void a_cancelled_mailing_creates_no_further_mail_and_a_paused_one_continues_when_it_is_resumed() {
        var cancelled = mailing(readers());
        sent(cancelled);
        owner.post("/api/email/" + cancelled + "/cancel").expect(200);
        var paused = mailing(readers());
        sent(paused);
        owner.post("/api/email/" + paused + "/pause").expect(200);
        Api.drain();
        assertThat(metrics(cancelled).at("cancelled").asInt()).isEqualTo(FIRST);
        assertThat(metrics(cancelled).at("captured").asInt()).isZero();
        assertThat(read(paused).at("mails").asInt()).isEqualTo(FIRST);
        owner.post("/api/email/" + paused + "/resume").expect(200);
        Api.drain();
        assertThat(metrics(paused).at("captured").asInt()).isEqualTo(MANY);
    }
}
