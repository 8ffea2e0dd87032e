package io.fanfare.delivery;

import io.fanfare.identity.Credential;
import io.fanfare.identity.CredentialTest;
import io.fanfare.kernel.HttpCalls.Reply;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Tests a Slack connection: signs in as for a message, and sends none. */
@Component
class SlackProbe implements CredentialTest {
    private static final String TOKEN = "secret.botToken";
    private static final String ADDRESS = "settings.baseUrl";

    private final Slack slack;

    SlackProbe(Slack slack) {
        this.slack = slack;
    }

    @Override
    public Credential.Kind kind() {
        return Credential.Kind.SLACK;
    }

    @Override
    public Result test(Credential.Opened credential) {
        var reply = slack.call(Slack.connection(credential), "auth.test", "{}".getBytes(StandardCharsets.UTF_8));
        return switch (reply) {
            case Reply.Answered answer
            when answer.json().at("/ok").asBoolean(false) ->
                Result.worked("Signed in to " + answer.json().at("/team").asString("Slack") + " as "
                        + answer.json().at("/user").asString("the app") + ".");
            case Reply.Answered answer
            when answer.json().has("ok") ->
                Result.failed(
                        TOKEN,
                        "Slack rejects the bot token: "
                                + answer.json().at("/error").asString("without a reason")
                                + ". Copy it from OAuth & Permissions of your Slack app.");
            case Reply.Answered answer -> Result.failed(ADDRESS, "Slack answered " + answer.summary() + ".");
            case Reply.NotSent(var reason, var _) -> Result.failed(ADDRESS, reason);
            case Reply.Lost(var reason) -> Result.failed(ADDRESS, reason);
        };
    }
}
