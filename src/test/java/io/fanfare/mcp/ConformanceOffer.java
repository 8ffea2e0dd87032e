package io.fanfare.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The tools, resources and prompts that the public conformance suite of MCP calls by name. They run over the protocol of the product. */
class ConformanceOffer implements Offer {
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
    private static final String WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAAAAA==";
    private static final Map<String, Object> NAME_SCHEMA = object(Map.of("name", Map.of("type", "string")), "name");

    private final Map<String, CompletableFuture<Message>> asked = new ConcurrentHashMap<>();

    @Override
    public Map<String, Object> info() {
        return Map.of("name", "conformance", "version", "1");
    }

    @Override
    public String instructions() {
        return "For the conformance suite.";
    }

    @Override
    public Map<String, Object> capabilities(Revision revision) {
        var can = new LinkedHashMap<String, Object>();
        can.put("tools", Map.of());
        can.put("resources", revision.stateless() ? Map.of() : Map.of("subscribe", true));
        can.put("prompts", Map.of());
        can.put("completions", Map.of());
        can.put("logging", Map.of());
        return can;
    }

    private static Map<String, Object> object(Map<String, Object> properties, String... required) {
        return Map.of("type", "object", "properties", properties, "required", List.of(required));
    }

    @Override
    public List<Map<String, Object>> tools(Exchange exchange) {
        var names = List.of(
                "test_simple_text",
                "test_image_content",
                "test_audio_content",
                "test_embedded_resource",
                "test_multiple_content_types",
                "test_tool_with_logging",
                "test_error_handling",
                "test_tool_with_progress",
                "test_sampling",
                "test_elicitation",
                "test_elicitation_sep1034_defaults",
                "test_elicitation_sep1330_enums",
                "test_reconnection",
                "test_missing_capability",
                "test_streaming_elicitation",
                "test_logging_tool",
                "test_input_required_result_elicitation",
                "test_input_required_result_sampling",
                "test_input_required_result_list_roots",
                "test_input_required_result_request_state",
                "test_input_required_result_multiple_inputs",
                "test_input_required_result_multi_round",
                "test_input_required_result_tampered_state",
                "test_input_required_result_capabilities");
        var tools = new ArrayList<Map<String, Object>>();
        for (String name : names)
            tools.add(
                    Map.of("name", name, "description", "Test tool " + name, "inputSchema", Map.of("type", "object")));
        tools.add(Map.of(
                "name",
                "json_schema_2020_12_tool",
                "description",
                "Test tool with a schema of draft 2020-12",
                "inputSchema",
                schema()));
        return tools;
    }

    private static Map<String, Object> schema() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        schema.put(
                "$defs",
                Map.of(
                        "address",
                        Map.of(
                                "$anchor",
                                "addressDef",
                                "type",
                                "object",
                                "properties",
                                Map.of("street", Map.of("type", "string"), "city", Map.of("type", "string")))));
        schema.put(
                "properties",
                Map.of(
                        "name",
                        Map.of("type", "string"),
                        "address",
                        Map.of("$ref", "#/$defs/address"),
                        "contactMethod",
                        Map.of("type", "string", "enum", List.of("phone", "email")),
                        "phone",
                        Map.of("type", "string"),
                        "email",
                        Map.of("type", "string")));
        schema.put(
                "allOf",
                List.of(Map.of(
                        "anyOf", List.of(Map.of("required", List.of("phone")), Map.of("required", List.of("email"))))));
        schema.put(
                "if",
                Map.of(
                        "properties",
                        Map.of("contactMethod", Map.of("const", "phone")),
                        "required",
                        List.of("contactMethod")));
        schema.put("then", Map.of("required", List.of("phone")));
        schema.put("else", Map.of("required", List.of("email")));
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> content(Object... items) {
        return Map.of("content", List.of(items));
    }

    private static Map<String, Object> said(String text) {
        return content(Exchange.text(text));
    }

    @Override
    public Map<String, Object> call(String tool, Map<String, Object> arguments, Exchange exchange) {
        return switch (tool) {
            case "test_simple_text" -> said("This is a simple text response for testing.");
            case "test_image_content" -> content(image());
            case "test_audio_content" -> content(Map.of("type", "audio", "data", WAV, "mimeType", "audio/wav"));
            case "test_embedded_resource" ->
                content(resource("test://embedded-resource", "text/plain", "This is an embedded resource content."));
            case "test_multiple_content_types" ->
                content(
                        Exchange.text("Multiple content types test:"),
                        image(),
                        resource(
                                "test://mixed-content-resource",
                                "application/json",
                                "{\"test\":\"data\",\"value\":123}"));
            case "test_tool_with_logging" -> logged(exchange);
            case "test_logging_tool" -> loggedIfAsked(exchange);
            case "test_error_handling" ->
                Map.of(
                        "isError",
                        true,
                        "content",
                        List.of(Exchange.text("This tool intentionally returns an error for testing")));
            case "test_tool_with_progress" -> progressed(exchange);
            case "test_sampling" -> sampled(arguments, exchange);
            case "test_elicitation" ->
                elicited(
                        String.valueOf(arguments.get("message")),
                        object(
                                Map.of(
                                        "username",
                                        Map.of("type", "string", "description", "User's response"),
                                        "email",
                                        Map.of("type", "string", "description", "User's email address")),
                                "username",
                                "email"),
                        exchange);
            case "test_elicitation_sep1034_defaults" -> elicited("Defaults", defaults(), exchange);
            case "test_elicitation_sep1330_enums" -> elicited("Enums", enums(), exchange);
            case "test_reconnection" -> said("Reconnected");
            case "json_schema_2020_12_tool" -> said("Valid");
            case "test_missing_capability" -> {
                if (!exchange.can("sampling")) throw RpcError.missingCapability("sampling");
                yield said("Sampling is there");
            }
            case "test_streaming_elicitation" ->
                exchange.answer("user_name").isPresent()
                        ? said("Hello")
                        : exchange.inputRequired(
                                Map.of("user_name", question("What is your name?", NAME_SCHEMA)), null);
            default -> inputRequired(tool, exchange);
        };
    }

    private static Map<String, Object> image() {
        return Map.of("type", "image", "data", PNG, "mimeType", "image/png");
    }

    private static Map<String, Object> resource(String uri, String type, String text) {
        return Map.of("type", "resource", "resource", Map.of("uri", uri, "mimeType", type, "text", text));
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> logged(Exchange exchange) {
        for (String text : List.of("Tool execution started", "Tool processing data", "Tool execution completed")) {
            exchange.send("notifications/message", Map.of("level", "info", "data", text));
            pause();
        }
        return said("Logged three times");
    }

    private static Map<String, Object> loggedIfAsked(Exchange exchange) {
        return exchange.message().about("logLevel") == null ? said("Logged nothing") : logged(exchange);
    }

    private static Map<String, Object> progressed(Exchange exchange) {
        for (double done : new double[] {0, 50, 100}) {
            exchange.progress(done, 100.0, null);
            pause();
        }
        return said("Done with progress");
    }

    private Message ask(String method, Map<String, Object> params, Exchange exchange) {
        String id = UUID.randomUUID().toString();
        var response = new CompletableFuture<Message>();
        asked.put(id, response);
        exchange.ask(id, method, params);
        return response.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void answered(Message response) {
        var waiting = asked.remove(String.valueOf(response.id()));
        if (waiting != null) waiting.complete(response);
    }

    private Map<String, Object> sampled(Map<String, Object> arguments, Exchange exchange) {
        if (!exchange.can("sampling")) throw RpcError.invalid("The client has no sampling", null);
        var answer = ask("sampling/createMessage", sampling(String.valueOf(arguments.get("prompt")), 100), exchange);
        var content =
                Message.object(Message.object(answer.whole().get("result")).get("content"));
        return said("LLM response: " + content.get("text"));
    }

    private static Map<String, Object> sampling(String prompt, int tokens) {
        return Map.of(
                "messages", List.of(Map.of("role", "user", "content", Exchange.text(prompt))), "maxTokens", tokens);
    }

    private Map<String, Object> elicited(String message, Map<String, Object> schema, Exchange exchange) {
        if (!exchange.can("elicitation")) throw RpcError.invalid("The client has no elicitation", null);
        var answer = ask("elicitation/create", Map.of("message", message, "requestedSchema", schema), exchange);
        var result = Message.object(answer.whole().get("result"));
        return said("Elicitation completed: action=" + result.get("action") + ", content=" + result.get("content"));
    }

    private static Map<String, Object> defaults() {
        return object(Map.of(
                "name",
                Map.of("type", "string", "default", "John Doe"),
                "age",
                Map.of("type", "integer", "default", 30),
                "score",
                Map.of("type", "number", "default", 95.5),
                "status",
                Map.of("type", "string", "enum", List.of("active", "inactive", "pending"), "default", "active"),
                "verified",
                Map.of("type", "boolean", "default", true)));
    }

    private static Map<String, Object> titled(String value, String title) {
        return Map.of("const", value, "title", title);
    }

    private static Map<String, Object> enums() {
        var options = List.of("option1", "option2", "option3");
        return object(Map.of(
                "untitledSingle",
                Map.of("type", "string", "enum", options),
                "titledSingle",
                Map.of(
                        "type",
                        "string",
                        "oneOf",
                        List.of(
                                titled("value1", "First Option"),
                                titled("value2", "Second Option"),
                                titled("value3", "Third Option"))),
                "legacyEnum",
                Map.of(
                        "type",
                        "string",
                        "enum",
                        List.of("opt1", "opt2", "opt3"),
                        "enumNames",
                        List.of("Option One", "Option Two", "Option Three")),
                "untitledMulti",
                Map.of("type", "array", "items", Map.of("type", "string", "enum", options)),
                "titledMulti",
                Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of(
                                "anyOf",
                                List.of(
                                        titled("value1", "First Choice"),
                                        titled("value2", "Second Choice"),
                                        titled("value3", "Third Choice"))))));
    }

    private static Map<String, Object> question(String message, Map<String, Object> schema) {
        return Map.of("method", "elicitation/create", "params", Map.of("message", message, "requestedSchema", schema));
    }

    private static Map<String, Object> roots() {
        return Map.of("method", "roots/list", "params", Map.of());
    }

    private static Map<String, Object> sample(String prompt, int tokens) {
        return Map.of("method", "sampling/createMessage", "params", sampling(prompt, tokens));
    }

    private static Map<String, Object> inputRequired(String tool, Exchange exchange) {
        return switch (tool) {
            case "test_input_required_result_elicitation" ->
                exchange.answer("user_name")
                        .filter(answer -> answer.get("content") instanceof Map)
                        .map(answer -> said("Hello, "
                                + Message.object(answer.get("content")).get("name") + "!"))
                        .orElseGet(() -> exchange.inputRequired(
                                Map.of("user_name", question("What is your name?", NAME_SCHEMA)), null));
            case "test_input_required_result_sampling" ->
                exchange.answer("capital_question")
                        .map(answer -> said("The model says: "
                                + Message.object(answer.get("content")).get("text")))
                        .orElseGet(() -> exchange.inputRequired(
                                Map.of("capital_question", sample("What is the capital of France?", 100)), null));
            case "test_input_required_result_list_roots" ->
                exchange.answer("client_roots")
                        .map(answer -> said("Roots: " + answer.get("roots")))
                        .orElseGet(() -> exchange.inputRequired(Map.of("client_roots", roots()), null));
            case "test_input_required_result_request_state", "test_input_required_result_tampered_state" -> {
                var state = exchange.state();
                yield state.isPresent() && exchange.answer("confirm").isPresent()
                        ? said("state-ok")
                        : exchange.inputRequired(
                                Map.of(
                                        "confirm",
                                        question(
                                                "Please confirm",
                                                object(Map.of("ok", Map.of("type", "boolean")), "ok"))),
                                "waiting");
            }
            case "test_input_required_result_multiple_inputs" -> {
                exchange.state();
                boolean all = List.of("user_name", "greeting", "client_roots").stream()
                        .allMatch(name -> exchange.answer(name).isPresent());
                yield all
                        ? said("All there")
                        : exchange.inputRequired(
                                Map.of(
                                        "user_name",
                                        question("What is your name?", NAME_SCHEMA),
                                        "greeting",
                                        sample("Generate a greeting", 50),
                                        "client_roots",
                                        roots()),
                                "all");
            }
            case "test_input_required_result_multi_round" -> rounds(exchange);
            case "test_input_required_result_capabilities" -> {
                var requests = new LinkedHashMap<String, Object>();
                if (exchange.can("elicitation")) requests.put("user_name", question("What is your name?", NAME_SCHEMA));
                if (exchange.can("sampling")) requests.put("greeting", sample("Generate a greeting", 50));
                yield exchange.inputRequired(requests, null);
            }
            default -> throw RpcError.invalid("Unknown tool: " + tool, null);
        };
    }

    private static Map<String, Object> rounds(Exchange exchange) {
        var state = exchange.state().orElse("");
        if (state.equals("second") && exchange.answer("step2").isPresent()) return said("Both steps are done");
        if (state.equals("first") && exchange.answer("step1").isPresent())
            return exchange.inputRequired(
                    Map.of(
                            "step2",
                            question(
                                    "Step 2: What is your favorite color?",
                                    object(Map.of("color", Map.of("type", "string")), "color"))),
                    "second");
        return exchange.inputRequired(Map.of("step1", question("Step 1: What is your name?", NAME_SCHEMA)), "first");
    }

    @Override
    public Map<String, Object> resources(@Nullable String cursor) {
        return new LinkedHashMap<>(Map.of(
                "resources",
                List.of(
                        Map.of("uri", "test://static-text", "name", "Static text", "description", "A text"),
                        Map.of("uri", "test://static-binary", "name", "Static binary", "description", "A picture"))));
    }

    @Override
    public List<Map<String, Object>> templates() {
        return List.of(Map.of("uriTemplate", "test://template/{id}/data", "name", "Template", "description", "Data"));
    }

    @Override
    public Optional<List<Map<String, Object>>> read(String uri, Exchange exchange) {
        if (uri.equals("test://static-text"))
            return Optional.of(List.of(Map.of(
                    "uri", uri, "mimeType", "text/plain", "text", "This is the content of the static text resource.")));
        if (uri.equals("test://static-binary"))
            return Optional.of(List.of(Map.of("uri", uri, "mimeType", "image/png", "blob", PNG)));
        if (uri.matches("test://template/[^/]+/data")) {
            String id = uri.substring(16, uri.length() - 5);
            return Optional.of(List.of(Map.of(
                    "uri",
                    uri,
                    "mimeType",
                    "application/json",
                    "text",
                    "{\"id\":\"" + id + "\",\"templateTest\":true,\"data\":\"Data for ID: " + id + "\"}")));
        }
        return Optional.empty();
    }

    @Override
    public List<Map<String, Object>> prompts() {
        return List.of(
                Map.of("name", "test_simple_prompt", "description", "Simple"),
                Map.of(
                        "name",
                        "test_prompt_with_arguments",
                        "description",
                        "With arguments",
                        "arguments",
                        List.of(
                                Map.of("name", "arg1", "description", "First", "required", true),
                                Map.of("name", "arg2", "description", "Second", "required", true))),
                Map.of(
                        "name",
                        "test_prompt_with_embedded_resource",
                        "description",
                        "With a resource",
                        "arguments",
                        List.of(Map.of("name", "resourceUri", "description", "The resource", "required", true))),
                Map.of("name", "test_prompt_with_image", "description", "With a picture"),
                Map.of("name", "test_input_required_result_prompt", "description", "Asks first"));
    }

    private static Map<String, Object> messages(Object... contents) {
        return Map.of(
                "messages",
                java.util.Arrays.stream(contents)
                        .map(content -> Map.of("role", "user", "content", content))
                        .toList());
    }

    @Override
    public Optional<Map<String, Object>> prompt(String name, Map<String, Object> arguments, Exchange exchange) {
        return Optional.ofNullable(
                switch (name) {
                    case "test_simple_prompt" -> messages(Exchange.text("This is a simple prompt for testing."));
                    case "test_prompt_with_arguments" ->
                        messages(Exchange.text("Prompt with arguments: arg1='" + arguments.get("arg1") + "', arg2='"
                                + arguments.get("arg2") + "'"));
                    case "test_prompt_with_embedded_resource" ->
                        messages(
                                resource(
                                        String.valueOf(arguments.get("resourceUri")),
                                        "text/plain",
                                        "Embedded resource content for testing."),
                                Exchange.text("Please process the embedded resource above."));
                    case "test_prompt_with_image" ->
                        messages(image(), Exchange.text("Please analyze the image above."));
                    case "test_input_required_result_prompt" ->
                        exchange.answer("user_context").isPresent()
                                ? messages(Exchange.text("Use that context."))
                                : exchange.inputRequired(
                                        Map.of(
                                                "user_context",
                                                question(
                                                        "What context should the prompt use?",
                                                        object(
                                                                Map.of("context", Map.of("type", "string")),
                                                                "context"))),
                                        null);
                    default -> null;
                });
    }

    @Override
    public List<String> complete(Map<String, Object> reference, String argument, String begun) {
        return List.of("paris", "park", "party");
    }

    @Override
    public Optional<Map<String, Object>> other(Message message, Exchange exchange) {
        return switch (String.valueOf(message.method())) {
            case "logging/setLevel", "resources/subscribe", "resources/unsubscribe" -> Optional.of(Map.of());
            default -> Optional.empty();
        };
    }
}
