package io.fanfare.mcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an MCP server offers. The protocol around it is the same, whatever it is. */
interface Offer {
    /** The name, title and version of the server. */
    Map<String, Object> info();

    /** What a model should know before it uses the tools. */
    String instructions();

    Map<String, Object> capabilities(Revision revision);

    List<Map<String, Object>> tools(Exchange exchange);

    /** The result of a tool; an unknown one is an error of the protocol. */
    Map<String, Object> call(String tool, Map<String, Object> arguments, Exchange exchange);

    /** A page of resources, with {@code nextCursor} where there are more. */
    Map<String, Object> resources(@Nullable String cursor);

    List<Map<String, Object>> templates();

    /** The contents of a resource; empty if there is none of this address. */
    Optional<List<Map<String, Object>>> read(String uri, Exchange exchange);

    List<Map<String, Object>> prompts();

    /** A prompt with its arguments filled in; empty if there is none of this name. */
    Optional<Map<String, Object>> prompt(String name, Map<String, Object> arguments, Exchange exchange);

    /** Values that may complete an argument. */
    List<String> complete(Map<String, Object> reference, String argument, String begun);

    /** The client gives up a request that may still run here or on another node. */
    default void cancelled(String request) {}

    /** The client responded to a request that was sent on a stream. */
    default void answered(Message response) {}

    /** The answer to a method that only some servers have. */
    default Optional<Map<String, Object>> other(Message message, Exchange exchange) {
        return Optional.empty();
    }
}
