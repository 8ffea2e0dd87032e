package io.fanfare.render.providers;

import io.fanfare.identity.Credential;
import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.HttpCalls.Call;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Texts;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The API of a render service for one account, and the meaning of its answers for a job. */
final class ServiceApi {
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,4})\\s*s\\b");

    private final HttpCalls calls;
    private final String usualBase;
    private final Map<String, String> headers;
    private final Credential.Opened account;

    ServiceApi(HttpCalls calls, String usualBase, Map<String, String> headers, Credential.Opened account) {
        this.calls = calls;
        this.usualBase = usualBase;
        this.headers = headers;
        this.account = account;
    }

    Reply get(String path) {
        return calls.send(call("GET", path));
    }

    Reply post(String path) {
        return calls.send(call("POST", path));
    }

    Reply delete(String path) {
        return calls.send(call("DELETE", path));
    }

    private Call call(String method, String path) {
        Object own = account.settings().get("baseUrl");
        String base = own == null ? usualBase : own.toString().replaceAll("/+$", "");
        var call = Call.of(method, URI.create(base + path))
                .bearer(String.valueOf(account.secret().get("apiKey")));
        for (var header : headers.entrySet()) call = call.header(header.getKey(), header.getValue());
        return call;
    }

    /** Submits a job and separates rejected from unclear results. */
    Remote.Submission submit(String path, Object body) {
        return switch (calls.send(call("POST", path).json(body))) {
            case Reply.NotSent(var reason, var refused) ->
                refused
                        ? new Remote.Submission.Refused("provider_address", reason, Map.of())
                        : new Remote.Submission.RetryLater(Duration.ofSeconds(15), reason);
            case Reply.Lost(var reason) -> new Remote.Submission.Unclear(reason);
            case Reply.Answered answer
            when answer.ok() -> {
                String id = answer.json().at("/id").asString("");
                yield id.isBlank()
                        ? new Remote.Submission.Unclear("The response does not name a job.")
                        : new Remote.Submission.Accepted(id);
            }
            case Reply.Answered answer -> refused(answer);
        };
    }

    private static Remote.Submission refused(Reply.Answered answer) {
        String error = error(answer);
        return switch (answer.status()) {
            case 429 -> new Remote.Submission.RetryLater(pause(answer, Duration.ofSeconds(30)), error);
            // Answered before a job was created.
            case 503 -> new Remote.Submission.RetryLater(pause(answer, Duration.ofSeconds(15)), error);
            case 401, 403 -> refused(answer, "provider_key_refused", "The API key was rejected: " + error);
            case 402 -> refused(answer, "provider_no_credit", "The account has no credit left: " + error);
            case 404 -> refused(answer, "model_unknown", "The model does not exist: " + error);
            case 400, 422 -> refused(answer, "provider_refused_input", "The input was rejected: " + error);
            default ->
                answer.status() >= 500
                        ? new Remote.Submission.Unclear("The service answered " + answer.status() + ".")
                        : refused(answer, "provider_refused", error);
        };
    }

    private static Remote.Submission refused(Reply.Answered answer, String code, String message) {
        return new Remote.Submission.Refused(code, message, details(answer));
    }

    /** Polls a job: the answer, or the time to ask again. */
    Reply.Answered ask(String path, Duration pace) throws Remote.Unanswered {
        return switch (get(path)) {
            case Reply.Answered answer when answer.ok() -> answer;
            case Reply.Answered answer
            when answer.status() == 404 ->
                throw new Remote.Unanswered("The service no longer has this job.", pace, true);
            case Reply.Answered answer
            when answer.status() == 401 || answer.status() == 403 ->
                throw new Remote.Unanswered("The API key was rejected: " + error(answer), Duration.ofMinutes(1), false);
            case Reply.Answered answer ->
                throw new Remote.Unanswered(
                        "The service did not report the status: " + error(answer),
                        pause(answer, pace.multipliedBy(2)),
                        false);
            case Reply.NotSent(var reason, var refused) ->
                throw new Remote.Unanswered(reason, pace.multipliedBy(2), false);
            case Reply.Lost(var reason) -> throw new Remote.Unanswered(reason, pace.multipliedBy(2), false);
        };
    }

    /** Cancels a job; one that the service no longer has counts as cancelled. */
    static void requireStopped(Reply reply, Duration pace) throws Remote.Unanswered {
        switch (reply) {
            case Reply.Answered answer -> {
                if (!answer.ok() && answer.status() != 404) throw new Remote.Unanswered(error(answer), pace, false);
            }
            case Reply.NotSent(var reason, var refused) -> throw new Remote.Unanswered(reason, pace, false);
            case Reply.Lost(var reason) -> throw new Remote.Unanswered(reason, pace, false);
        }
    }

    private static String error(Reply.Answered answer) {
        String text = answer.errorText();
        return text.isEmpty() ? "it answered " + answer.status() : Texts.cut(text, 500);
    }

    /** The time to wait: from the header or the message of the service, otherwise {@code usual}. */
    private static Duration pause(Reply.Answered answer, Duration usual) {
        return answer.retryAfter().orElseGet(() -> {
            var stated = SECONDS.matcher(answer.errorText());
            return stated.find() ? Duration.ofSeconds(Math.max(1, Long.parseLong(stated.group(1)))) : usual;
        });
    }

    private static Map<String, @Nullable Object> details(Reply.Answered answer) {
        var details = new LinkedHashMap<String, @Nullable Object>();
        details.put("status", answer.status());
        for (String member : new String[] {"title", "invalid_fields", "issues", "docUrl"})
            if (answer.json().has(member))
                details.put(member, Json.convert(answer.json().get(member), Object.class));
        return details;
    }
}
