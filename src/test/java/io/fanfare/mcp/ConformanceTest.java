package io.fanfare.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The public conformance suite of MCP against the protocol of the product, with the tools that it calls by name. It needs Node 22 and the
 * package {@code @modelcontextprotocol/conformance} 0.2.0-alpha.12: {@code -Dmcp.conformance=FOLDER}, where {@code FOLDER/dist/index.js}
 * is the suite, and {@code -Dmcp.node=PROGRAM} where {@code node} is another one.
 */
@EnabledIfSystemProperty(named = "mcp.conformance", matches = ".+")
class ConformanceTest {
    private static Tomcat server;

    @BeforeAll
    static void serve() throws Exception {
        Api.url();
        server = new Tomcat();
        server.setBaseDir(Files.createTempDirectory("conformance").toString());
        server.setPort(0);
        var context = server.addContext("", new File(".").getAbsolutePath());
        var offer = new ConformanceOffer();
        Tomcat.addServlet(context, "mcp", new HttpServlet() {
            @Override
            protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                var body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                Api.bean(Transport.class).serve(offer, Set.of(), body, request, response);
            }
        });
        context.addServletMappingDecoded("/mcp", "mcp");
        server.getConnector();
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void all_that_2025_11_25_requires_passes() throws Exception {
        assertThat(failures("2025-11-25")).isEmpty();
    }

    @Test
    void all_that_2026_07_28_requires_passes() throws Exception {
        assertThat(failures("2026-07-28")).isEmpty();
    }

    private static String failures(String revision) throws Exception {
        var folder = Path.of(System.getProperty("mcp.conformance"));
        var output = Path.of("target", "conformance-" + revision + ".txt");
        int status = new ProcessBuilder(List.of(
                        System.getProperty("mcp.node", "node"),
                        folder.resolve("dist/index.js").toString(),
                        "server",
                        "--url",
                        "http://localhost:" + server.getConnector().getLocalPort() + "/mcp",
                        "--requirements",
                        revision))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(new File("."))
                .start()
                .waitFor();
        return status == 0 ? "" : "see " + output + "\n" + Files.readString(output);
    }
}
