package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Outgoing;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The walls of the house, as far as the classes show them. Each rule is broken once by a fixture, and seen to fail. */
class HouseTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.fanfare");

    /** With the fixtures that break the rules. */
    private static final JavaClasses BROKEN = new ClassFileImporter()
            .importPackages("io.fanfare.kernel", "io.fanfare.activity", "io.fanfare.ai", "io.fanfare.utils");

    private static final Pattern BAD_NAME = Pattern.compile(
            "(Abstract|Base|Default)\\p{Lu}.*|.*(Service|Impl|Manager|Helper|Util|Utils|Dto|DTO|Mapper|Facade|Controller)");
    /** Two words that are one thing of their own. */
    private static final Set<String> GOOD_NAMES = Set.of("BaseUrl");

    private static final Pattern VERB_AND_NOUN = Pattern.compile("[a-z]+(\\p{Lu}[a-z0-9]*)+");
    /** Words for which everybody says it like that. */
    private static final Set<String> ONE_WORD = Set.of("register", "login", "logout");

    private static final Set<String> SQL_DOORS = Set.of(
            "javax.sql.DataSource",
            "java.sql.DriverManager",
            "org.springframework.jdbc.core.simple.JdbcClient",
            "org.springframework.jdbc.core.JdbcTemplate",
            "org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate");

    @Test
    void a_room_calls_only_rooms_before_it() {
        assertThat(forwardCalls(CODE)).isEmpty();
    }

    @Test
    void the_rule_of_order_catches_a_call_forward() {
        assertThat(forwardCalls(BROKEN))
                .anyMatch(fault -> fault.startsWith("io.fanfare.kernel.fixtures.BrokenService"));
    }

    private static List<String> forwardCalls(JavaClasses classes) {
        var faults = new TreeSet<String>();
        for (JavaClass from : classes) {
            int here = House.ROOMS.indexOf(House.room(from.getPackageName()));
            if (here < 0) continue;
            from.getDirectDependenciesFromSelf().forEach(dependency -> {
                String target = House.room(dependency.getTargetClass().getPackageName());
                boolean ours = dependency.getTargetClass().getPackageName().startsWith("io.fanfare.");
                if (ours && House.ROOMS.indexOf(target) > here)
                    faults.add(from.getName() + " calls "
                            + dependency.getTargetClass().getName());
            });
        }
        return List.copyOf(faults);
    }

    @Test
    void every_package_is_a_room_or_a_family_of_plugins_and_null_marked() {
        assertThat(badPackages(CODE)).isEmpty();
    }

    @Test
    void the_rule_of_rooms_catches_a_package_that_is_none() {
        assertThat(badPackages(BROKEN)).contains("io.fanfare.utils is no room", "io.fanfare.utils is not @NullMarked");
    }

    private static Set<String> badPackages(JavaClasses classes) {
        var faults = new TreeSet<String>();
        for (JavaClass type : classes) {
            String name = type.getPackageName();
            if (name.equals("io.fanfare")) continue;
            String inside = name.substring("io.fanfare.".length());
            if (!House.ROOMS.contains(inside) && !House.FAMILIES.contains(inside)) faults.add(name + " is no room");
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) faults.add(name + " is not @NullMarked");
        }
        return faults;
    }

    @Test
    void every_operation_says_who_may_call_it_and_what_it_does_under_a_name_of_its_own() {
        assertThat(badOperations(CODE)).isEmpty();
    }

    @Test
    void the_rule_of_operations_catches_one_that_says_nothing() {
        assertThat(badOperations(BROKEN))
                .contains(
                        "BrokenService.things has no @Allow",
                        "BrokenService.things has no Javadoc",
                        "BrokenService.things is not called verb and noun");
    }

    private static List<String> badOperations(JavaClasses classes) {
        var faults = new ArrayList<String>();
        var seen = new HashMap<String, String>();
        for (JavaMethod method : operations(classes)) {
            String name = method.getOwner().getSimpleName() + "." + method.getName();
            if (!method.isAnnotatedWith(Allow.class)) faults.add(name + " has no @Allow");
            if (RuntimeJavadoc.getJavadoc(method.reflect()).isEmpty()) faults.add(name + " has no Javadoc");
            if (!VERB_AND_NOUN.matcher(method.getName()).matches() && !ONE_WORD.contains(method.getName()))
                faults.add(name + " is not called verb and noun");
            String twin = seen.put(method.getName(), name);
            if (twin != null) faults.add(name + " is called like " + twin);
            // The request itself can't be compared with an earlier one.
            boolean stores = method.isAnnotatedWith(Allow.class)
                    && !method.getAnnotationOfType(Allow.class).plain()
                    && !method.isAnnotatedWith(GetMapping.class);
            if (stores
                    && method.getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(HttpServletRequest.class)))
                faults.add(name + " reads the request and is not plain");
        }
        return faults;
    }

    private static List<JavaMethod> operations(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(RequestMapping.class)
                        || method.isAnnotatedWith(RequestMapping.class))
                .toList();
    }

    @Test
    void no_class_is_named_after_a_layer() {
        assertThat(badNames(CODE)).isEmpty();
    }

    @Test
    void the_rule_of_names_catches_a_service() {
        assertThat(badNames(BROKEN)).contains("io.fanfare.kernel.fixtures.BrokenService");
    }

    private static List<String> badNames(JavaClasses classes) {
        return classes.stream()
                .filter(type -> BAD_NAME.matcher(type.getSimpleName()).matches())
                .filter(type -> !GOOD_NAMES.contains(type.getSimpleName()))
                .map(JavaClass::getName)
                .toList();
    }

    @Test
    void only_the_kernel_talks_to_the_driver() {
        assertThat(ownConnections(CODE, "kernel")).isEmpty();
    }

    @Test
    void the_rule_of_sql_catches_a_client_of_its_own() {
        assertThat(ownConnections(BROKEN, "nobody")).contains("io.fanfare.kernel.fixtures.BrokenService");
    }

    private static Set<String> ownConnections(JavaClasses classes, String allowed) {
        var faults = new TreeSet<String>();
        for (JavaClass type : classes) {
            if (House.room(type.getPackageName()).equals(allowed)) continue;
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                if (SQL_DOORS.contains(dependency.getTargetClass().getName())) faults.add(type.getName());
            });
        }
        return faults;
    }

    @Test
    void only_the_files_of_the_kernel_read_and_write_csv() {
        assertThat(csvUsers(CODE)).isEmpty();
    }

    @Test
    void the_rule_of_csv_catches_a_writer_of_its_own() {
        assertThat(csvUsers(BROKEN)).contains("io.fanfare.kernel.fixtures.BrokenService");
    }

    /** Each would have to guard against formulas, separators and encodings again. */
    private static Set<String> csvUsers(JavaClasses classes) {
        var faults = new TreeSet<String>();
        for (JavaClass type : classes) {
            if (type.getPackageName().equals("io.fanfare.kernel.files")) continue;
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                if (dependency.getTargetClass().getPackageName().startsWith("de.siegmar.fastcsv"))
                    faults.add(type.getName());
            });
        }
        return faults;
    }

    @Test
    void no_operation_calls_the_outside_within_its_transaction() {
        assertThat(outsideWithinTransaction(CODE)).isEmpty();
    }

    @Test
    void the_rule_of_the_outside_catches_direct_and_hidden_calls() {
        assertThat(outsideWithinTransaction(BROKEN))
                .contains("BrokenService.callOutside", "BrokenService.callHidden", "BrokenService.callWriter");
        assertThat(outsideWithinTransaction(BROKEN)).doesNotContain("BrokenService.callOpenly");
    }

    /** Operations that have a transaction and from which the gate to the outside, or the writing of a file, can be reached. */
    private static Set<String> outsideWithinTransaction(JavaClasses classes) {
        var calls = new Calls(classes);
        var faults = new TreeSet<String>();
        for (JavaMethod operation : operations(classes)) {
            if (!operation.isAnnotatedWith(Allow.class)) continue;
            if (operation.getAnnotationOfType(Allow.class).outside()) continue;
            if (calls.reach(operation, Outgoing.class.getName() + ".refuseInTransaction")
                    || calls.reach(operation, Blobs.class.getName() + ".put"))
                faults.add(operation.getOwner().getSimpleName() + "." + operation.getName());
        }
        return faults;
    }

    /** Who calls whom; a call of an interface or a base class may be a call of each that implements it. */
    private static final class Calls {
        private final Map<String, Set<JavaCodeUnit>> byName = new HashMap<>();

        Calls(JavaClasses classes) {
            for (JavaClass type : classes)
                for (JavaCodeUnit unit : type.getCodeUnits())
                    for (JavaClass owner : ancestors(type))
                        byName.computeIfAbsent(owner.getName() + "." + unit.getName(), any -> new HashSet<>())
                                .add(unit);
        }

        private static Set<JavaClass> ancestors(JavaClass type) {
            var all = new HashSet<JavaClass>(type.getAllRawSuperclasses());
            all.addAll(type.getAllRawInterfaces());
            all.add(type);
            all.removeIf(owner -> !owner.getPackageName().startsWith("io.fanfare"));
            return all;
        }

        boolean reach(JavaCodeUnit start, String target) {
            var seen = new HashSet<JavaCodeUnit>(Set.of(start));
            var open = new ArrayDeque<>(seen);
            while (!open.isEmpty()) {
                for (String called : called(open.poll())) {
                    if (called.equals(target)) return true;
                    for (JavaCodeUnit next : byName.getOrDefault(called, Set.of())) if (seen.add(next)) open.add(next);
                }
            }
            return false;
        }

        private static Set<String> called(JavaCodeUnit unit) {
            var called = new TreeSet<String>();
            unit.getCallsFromSelf().forEach(call -> called.add(name(call.getTarget())));
            unit.getMethodReferencesFromSelf().forEach(reference -> called.add(name(reference.getTarget())));
            unit.getConstructorReferencesFromSelf().forEach(reference -> called.add(name(reference.getTarget())));
            return called;
        }

        private static String name(CodeUnitAccessTarget target) {
            return target.getOwner().getName() + "." + target.getName();
        }
    }
}
