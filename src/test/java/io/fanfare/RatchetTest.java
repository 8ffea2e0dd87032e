package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Limits that only get stricter. Each rule counts what breaks it, and the count may not exceed the one in {@code
 * ratchets.properties}. When you bring a count down, lower the limit in the same commit.
 */
class RatchetTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.fanfare");

    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("io.fanfare.kernel.fixtures");

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.lang.System.currentTimeMillis");

    @Test
    void a_type_is_public_only_if_another_package_uses_it() {
        within("publicTypes", needlesslyPublic(CODE));
        assertThat(needlesslyPublic(FIXTURES)).contains("io.fanfare.kernel.fixtures.Loose");
    }

    private static List<String> needlesslyPublic(JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.getEnclosingClass().isEmpty())
                .filter(type -> !type.getName().equals("io.fanfare.Fanfare"))
                .filter(type -> type.getDirectDependenciesToSelf().stream()
                        .map(dependency -> dependency.getOriginClass().getPackageName())
                        .allMatch(type.getPackageName()::equals))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    @Test
    void only_the_clock_reads_the_time() {
        within("clocks", clockReaders(CODE));
        assertThat(clockReaders(FIXTURES)).contains("io.fanfare.kernel.fixtures.Loose");
    }

    private static List<String> clockReaders(JavaClasses classes) {
        var faults = new TreeSet<String>();
        for (JavaClass type : classes) {
            if (type.getName().equals("io.fanfare.kernel.Now")) continue;
            type.getMethodCallsFromSelf().forEach(call -> {
                if (CLOCKS.contains(call.getTargetOwner().getName() + "." + call.getName())) faults.add(type.getName());
            });
        }
        return List.copyOf(faults);
    }

    @Test
    void a_constructor_takes_at_most_eight_collaborators() {
        within("wideConstructors", wideConstructors(CODE));
        assertThat(wideConstructors(FIXTURES)).contains("io.fanfare.kernel.fixtures.Loose takes 9");
    }

    private static List<String> wideConstructors(JavaClasses classes) {
        var faults = new TreeSet<String>();
        for (JavaClass type : classes) {
            if (type.isRecord() || type.isEnum()) continue;
            type.getConstructors().forEach(constructor -> {
                int width = constructor.getRawParameterTypes().size();
                if (width > 8) faults.add(type.getName() + " takes " + width);
            });
        }
        return List.copyOf(faults);
    }

    @Test
    void a_source_file_has_at_most_400_lines() throws IOException {
        within("longFiles", longFiles(Path.of("src/main/java"), ".java"));
        within("longWebFiles", longFiles(Path.of("web/src"), ".ts", ".tsx"));
    }

    private static List<String> longFiles(Path root, String... endings) throws IOException {
        if (!Files.exists(root)) return List.of();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .filter(file -> !file.getFileName().toString().equals("schema.d.ts"))
                    .filter(file -> lines(file) > 400)
                    .map(file -> file + " has " + lines(file))
                    .sorted()
                    .toList();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_switch_over_an_enum_names_every_case() {
        within("enumDefaults", enumDefaults(CODE));
        assertThat(enumDefaults(FIXTURES)).contains("io.fanfare.kernel.fixtures.Loose.lax");
        assertThat(enumDefaults(FIXTURES)).doesNotContain("io.fanfare.kernel.fixtures.Loose.strict");
    }

    /** A switch without a default throws a MatchException for an unknown constant; with one it runs other code there. */
    private static List<String> enumDefaults(JavaClasses classes) {
        var faults = new TreeSet<String>();
        for (JavaClass type : classes)
            for (MethodModel method : ClassFile.of().parse(bytes(type)).methods())
                if (method.code().filter(RatchetTest::hasEnumDefault).isPresent())
                    faults.add(type.getName() + "." + method.methodName().stringValue());
        return List.copyOf(faults);
    }

    private static boolean hasEnumDefault(CodeModel code) {
        var elements = code.elementList();
        var defaults = new ArrayList<Label>();
        boolean overEnum = false;
        for (CodeElement element : elements) {
            if (element instanceof FieldInstruction field
                    && field.name().stringValue().startsWith("$SwitchMap$")) overEnum = true;
            if (element instanceof InvokeDynamicInstruction dynamic)
                overEnum = dynamic.name().stringValue().equals("enumSwitch");
            if (element instanceof TableSwitchInstruction table) {
                if (overEnum) defaults.add(table.defaultTarget());
                overEnum = false;
            }
            if (element instanceof LookupSwitchInstruction lookup) {
                if (overEnum) defaults.add(lookup.defaultTarget());
                overEnum = false;
            }
        }
        return defaults.stream().anyMatch(label -> !throwsMatchException(elements, label));
    }

    private static boolean throwsMatchException(List<CodeElement> elements, Label label) {
        boolean reached = false;
        for (CodeElement element : elements) {
            if (element instanceof LabelTarget target && target.label().equals(label)) reached = true;
            if (reached && element instanceof NewObjectInstruction created)
                return created.className().asInternalName().equals("java/lang/MatchException");
            if (reached && element instanceof java.lang.classfile.Instruction) return false;
        }
        return false;
    }

    private static byte[] bytes(JavaClass type) {
        String resource = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = RatchetTest.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("no " + resource);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void within(String rule, List<String> faults) {
        int limit = limit(rule);
        assertThat(faults.size())
                .as(rule + " may have " + limit + ", and these break it:\n  " + String.join("\n  ", faults))
                .isLessThanOrEqualTo(limit);
    }

    private static int limit(String rule) {
        var limits = new Properties();
        try (var in = Files.newInputStream(Path.of("src/test/resources/ratchets.properties"))) {
            limits.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Integer.parseInt(limits.getProperty(rule));
    }
}
