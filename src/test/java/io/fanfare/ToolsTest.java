package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in tools/ run from source, so nothing else compiles them. */
class ToolsTest {
    @Test
    void every_program_compiles_against_the_server(@TempDir Path classes) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var programs =
                    files.getJavaFileObjects(new File("tools").listFiles((folder, name) -> name.endsWith(".java")));
            var options = List.of(
                    "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
            boolean compiled = compiler.getTask(messages, files, null, options, null, programs)
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }
}
