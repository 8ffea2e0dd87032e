package io.fanfare.mcp;

import io.fanfare.kernel.Operation;
import io.fanfare.kernel.Tool;
import java.util.Map;

/** An operation as a tool: what the list says of it, and how its result is wrapped. */
record ToolEntry(Operation operation, Tool tool, Map<String, Object> definition, Wrapping wrapping) {
    /** A structured result is an object, so anything else is put into one. */
    enum Wrapping {
        NONE,
        RESULT,
        DONE
    }

    String name() {
        return tool.name().isEmpty() ? operation.id() : tool.name();
    }

    /** Whether it changes something. Previews and validations don't. */
    boolean writes() {
        return !operation.reads() && !operation.allow().plain();
    }
}
