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
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Limits that only get stricter. Each rule counts what breaks it, and the count has to equal the one in {@code
 * ratchets.properties}: when you bring a count down, lower the limit in the same commit.
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

    /** Where real time is right: identifiers that sort by time, and the age of files on disk. */
    private static final Set<String> REAL_TIME = Set.of(
            "io.fanfare.kernel.Now",
            "io.fanfare.kernel.Ids",
            "io.fanfare.kernel.Blobs",
            "io.fanfare.kernel.BlobFolder",
            "io.fanfare.library.Ffmpeg",
            "io.fanfare.kernel.backup.Backup",
            "io.fanfare.kernel.backup.Restore",
            "io.fanfare.kernel.backup.Upgrade");

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
                // Templates, which the generator makes public.
                .filter(type -> !type.getSimpleName().matches("Jte\\w+Generated"))
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
            if (REAL_TIME.contains(type.getName())) continue;
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
        var places = places(elements);
        var jumps = new HashSet<Integer>();
        var defaults = new TreeSet<Integer>();
        boolean overEnum = false;
        for (CodeElement element : elements) {
            if (element instanceof InvokeInstruction call
                    && call.name().equalsString("ordinal")
                    && call.owner().asInternalName().startsWith("io/fanfare/")) overEnum = true;
            if (element instanceof BranchInstruction branch) jumps.add(places.get(branch.target()));
            var end = defaultOf(element);
            if (end.isEmpty()) continue;
            if (overEnum) defaults.add(places.get(end.get()));
            overEnum = false;
        }
        // The end of a switch statement without a default, to which its cases jump, is not a default.
        defaults.removeAll(jumps);
        return defaults.stream().anyMatch(place -> !throwsMatchException(elements.subList(place, elements.size())));
    }

    private static Optional<Label> defaultOf(CodeElement element) {
        if (element instanceof TableSwitchInstruction table) return Optional.of(table.defaultTarget());
        if (element instanceof LookupSwitchInstruction lookup) return Optional.of(lookup.defaultTarget());
        return Optional.empty();
    }

    /** Where each label is; labels of one place share the index of the instruction behind them. */
    private static Map<Label, Integer> places(List<CodeElement> elements) {
        var places = new HashMap<Label, Integer>();
        for (int i = 0; i < elements.size(); i++)
            if (elements.get(i) instanceof LabelTarget target) {
                int next = i;
                while (next < elements.size() && !(elements.get(next) instanceof Instruction)) next++;
                places.put(target.label(), next);
            }
        return places;
    }

    private static boolean throwsMatchException(List<CodeElement> rest) {
        return !rest.isEmpty()
                && rest.getFirst() instanceof NewObjectInstruction created
                && created.className().asInternalName().equals("java/lang/MatchException");
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
                .as(rule + " has the limit " + limit + " (lower it if fewer break the rule), and these break it:\n  "
                        + String.join("\n  ", faults))
                .isEqualTo(limit);
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
