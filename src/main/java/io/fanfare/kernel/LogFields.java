package io.fanfare.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** What each line of the JSON log says beside its message: never a secret, the address of a person or a body. */
final class LogFields implements StructuredLoggingJsonMembersCustomizer<Object> {
    @Override
    public void customize(JsonWriter.Members<Object> members) {
        members.add("fanfare", event -> now()).whenNotEmpty();
    }

    /** Read while the line is written: a request that logs nothing pays nothing for it. */
    static Map<String, String> now() {
        var fields = new LinkedHashMap<String, String>();
        Current.find().ifPresent(current -> {
            fields.put("requestId", current.requestId().toString());
            fields.put("workspace", current.workspace().toString());
            if (current.actor().kind() == Actor.Kind.SYSTEM)
                fields.put("lane", current.actor().name());
        });
        Invocation.running().ifPresent(running -> fields.put("operation", running.name()));
        Traces.id().ifPresent(id -> fields.put("traceId", id));
        return fields;
    }
}
