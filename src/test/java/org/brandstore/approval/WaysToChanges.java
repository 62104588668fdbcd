package org.brandstore.approval;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.event.Checked;
import org.brandstore.event.change.Change;

/**
 * All ways in the bytecode that lead to where a change is made, walked from there backwards: over calls, references to
 * methods, and whatever is called through what a class extends or implements.
 */
final class WaysToChanges {
    private static final Set<String> FACES =
            Set.of("api", "console", "security", "job", "audit", "app", "refresh", "catalog", "delta");

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.brandstore");
    private final Map<JavaCodeUnit, Set<JavaCodeUnit>> callers = new HashMap<>();
    private final Map<Class<?>, Ways> walked = new HashMap<>();

    /**
     * @param unchecked the way by the method where it begins, such as {@code api.A.b > release.C.d}
     * @param checks where other ways ended
     */
    private record Ways(Map<JavaCodeUnit, String> unchecked, Set<JavaCodeUnit> checks) {}

    WaysToChanges() {
        for (JavaClass type : code) {
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                Stream.concat(
                                unit.getCallsFromSelf().stream(),
                                Stream.concat(
                                        unit.getMethodReferencesFromSelf().stream(),
                                        unit.getConstructorReferencesFromSelf().stream()))
                        .forEach(access -> target(access)
                                .forEach(called -> callers.computeIfAbsent(called, none -> new HashSet<>())
                                        .add(unit)));
            }
        }
    }

    JavaClasses code() {
        return code;
    }

    /** The methods that are {@link Checked}, and gated changes, at which ways to the change end. */
    Set<JavaCodeUnit> checks(Class<?> change) {
        return walked.computeIfAbsent(change, this::walk).checks();
    }

    /**
     * Where somebody from outside comes in on a way to the change that passes no check for it.
     *
     * @return the way by the method where it begins, such as {@code api.A.b > release.C.d}
     */
    Map<JavaCodeUnit, String> uncheckedWays(Class<?> change) {
        return walked.computeIfAbsent(change, this::walk).unchecked();
    }

    private Ways walk(Class<?> change) {
        Ways ways = new Ways(new LinkedHashMap<>(), new HashSet<>());
        Map<JavaCodeUnit, String> seen = new HashMap<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(code.get(change).getConstructors());
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.poll();
            String way = seen.getOrDefault(unit, "");
            if (isEntry(unit)) {
                ways.unchecked().put(unit, way);
            }
            for (JavaCodeUnit caller : callers.getOrDefault(unit, Set.of())) {
                if (isChecked(caller, change)) {
                    ways.checks().add(caller);
                } else if (!top(caller).equals("cli")
                        && seen.putIfAbsent(caller, name(caller) + (way.isEmpty() ? "" : " > " + way)) == null) {
                    open.add(caller);
                }
            }
        }
        return ways;
    }

    static boolean isFace(JavaCodeUnit unit) {
        return FACES.contains(top(unit));
    }

    /** A face, a job, or what somebody else's event calls. */
    private static boolean isEntry(JavaCodeUnit unit) {
        return isFace(unit)
                || unit.isAnnotatedWith(Scheduled.class)
                || unit.getParameters().stream()
                        .anyMatch(parameter -> (parameter.isAnnotatedWith(Observes.class)
                                        || parameter.isAnnotatedWith(ObservesAsync.class))
                                && !parameter.getRawType().isEquivalentTo(StartupEvent.class));
    }

    private static boolean isChecked(JavaCodeUnit unit, Class<?> change) {
        boolean own = unit.getName().equals("apply") && unit.getOwner().isAssignableTo(GatedChange.class);
        return (own && GateTest.isGated(change)) || checkedFor(unit).contains(change.getName());
    }

    /** The changes for which a method is {@link Checked}. */
    static Set<String> checkedFor(JavaCodeUnit unit) {
        return unit.tryGetAnnotationOfType(Checked.class.getName())
                .flatMap(checked -> checked.get("value"))
                .map(value -> Arrays.stream((Object[]) value)
                        .map(type -> ((JavaType) type).getName())
                        .collect(Collectors.toCollection(TreeSet::new)))
                .orElseGet(TreeSet::new);
    }

    /** What a call may reach: what it names, and what overrides that. */
    private Stream<JavaCodeUnit> target(JavaAccess<?> access) {
        if (!access.getTargetOwner().getPackageName().startsWith("org.brandstore")) {
            return Stream.empty();
        }
        JavaClass owner = access.getTargetOwner();
        List<String> types = parameters(access);
        Stream<JavaClass> receivers = access.getName().equals("<init>")
                ? Stream.of(owner)
                : Stream.of(
                                Set.of(owner),
                                owner.getAllSubclasses(),
                                new HashSet<>(owner.getAllRawSuperclasses()),
                                owner.getAllRawInterfaces())
                        .flatMap(Set::stream);
        return receivers
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getName().equals(access.getName())
                        && unit.getRawParameterTypes().size() == types.size());
    }

    private static List<String> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget target
                ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
    }

    static String name(JavaCodeUnit unit) {
        return unit.getOwner().getName().replace("org.brandstore.", "") + "." + unit.getName();
    }

    private static String top(JavaCodeUnit unit) {
        String rest = unit.getOwner().getPackageName().replaceFirst("^org\\.brandstore\\.?", "");
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    static List<Class<?>> changes() {
        return Stream.of(Change.class.getPermittedSubclasses())
                .flatMap(family -> Stream.<Class<?>>of(family.getPermittedSubclasses()))
                .toList();
    }
}
