package io.fanfare.analytics;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads one JSON record. Its errors are stored with it instead of thrown. */
final class MetricReader extends StdDeserializer<MetricRecord> {
    private static final long serialVersionUID = 1;

    MetricReader() {
        super(MetricRecord.class);
    }

    @Override
    public MetricRecord deserialize(JsonParser parser, DeserializationContext context) {
        var draft = new MetricDraft();
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            draft.fault("records", "must contain objects");
            parser.skipChildren();
            return draft.done();
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (!MetricDraft.known(name) && !MetricDraft.ignored(name))
                draft.fault(name, "is unknown; check the spelling");
            switch (token) {
                case VALUE_STRING -> draft.text(name, parser.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> draft.number(name, parser.getDecimalValue());
                case VALUE_NULL -> {}
                default -> {
                    draft.other(name);
                    parser.skipChildren();
                }
            }
        }
        return draft.done();
    }
}
