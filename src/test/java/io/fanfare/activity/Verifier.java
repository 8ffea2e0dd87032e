package io.fanfare.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** {@code ./fanfare verify}, compiled from its source without any library, as an auditor runs it. */
final class Verifier {
    private static final Method RUN = compiled();

    private Verifier() {}

    record Verdict(int status, String text) {}

    static Verdict verify(String file, String... more) {
        try {
            var path = Files.createTempFile("export", ".txt");
            try {
                Files.writeString(path, file);
                return run(path, more);
            } finally {
                Files.delete(path);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Verdict run(Path file, String... more) {
        var arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(more));
        var out = new ByteArrayOutputStream();
        try {
            int status = (int) RUN.invoke(null, new PrintStream(out, true, UTF_8), arguments.toArray(String[]::new));
            return new Verdict(status, out.toString(UTF_8));
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Method compiled() {
        try {
            var classes = Files.createTempDirectory("verify");
            int failed = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-proc:none",
                            "-cp",
                            classes.toString(),
                            "-d",
                            classes.toString(),
                            "tools/Verify.java");
            if (failed != 0) throw new IllegalStateException("tools/Verify.java does not compile without libraries");
            var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            var run = loader.loadClass("Verify").getDeclaredMethod("run", PrintStream.class, String[].class);
            run.setAccessible(true);
            return run;
        } catch (IOException | ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
