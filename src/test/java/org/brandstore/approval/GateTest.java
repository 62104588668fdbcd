package org.brandstore.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.brandstore.event.change.Audited;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.security.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The one door: what changes what devices are offered, or who may change that, is reached through its {@link GatedChange}
 * alone. Nothing is listed here: the changes say their class, and the ways to them are found in the bytecode.
 */
class GateTest {
    private static final WaysToChanges WAYS = new WaysToChanges();

    static Stream<Class<?>> guarded() {
        return WaysToChanges.changes().stream()
                .filter(change -> approval(change).isGuarded());
    }

    static Stream<Class<?>> changes() {
        return WaysToChanges.changes().stream();
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void noFaceJobOrObserverReachesAGuardedChangePastItsCheck(Class<?> change) {
        assertThat(WAYS.uncheckedWays(change).values())
                .as("ways around the gate")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void noEndpointMakesAChangeThatItDoesNotDeclare(Class<?> change) {
        Set<String> undeclared = new TreeSet<>();
        WAYS.uncheckedWays(change)
                .forEach((entry, way) -> reach(entry)
                        .filter(reach -> !covers(reach, approval(change)))
                        .ifPresent(reach -> undeclared.add(reach + ": " + way)));
        assertThat(undeclared).as("endpoints that make it").isEmpty();
    }

    /** The walk is not blind: it comes to a check before each change that needs one, where there is a way at all. */
    @ParameterizedTest
    @MethodSource("guarded")
    void noGuardedChangeIsWithoutACheckOnTheWayToIt(Class<?> change) {
        assertThat(WAYS.checks(change)).hasSizeGreaterThanOrEqualTo(approval(change) == ApprovalClass.OPERATOR ? 0 : 1);
    }

    /** What is asked is asked in one place for all faces. */
    @Test
    void noFaceChecksByItself() {
        assertThat(WAYS.code().stream()
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> WaysToChanges.isFace(unit)
                                && !WaysToChanges.checkedFor(unit).isEmpty())
                        .map(WaysToChanges::name))
                .isEmpty();
    }

    @Test
    void noCheckStandsWhereNoWayPasses() {
        changes().forEach(WAYS::uncheckedWays);
        Set<String> idle = new TreeSet<>();
        for (Class<?> change : WaysToChanges.changes()) {
            WAYS.code().stream()
                    .flatMap(type -> type.getCodeUnits().stream())
                    .filter(unit -> WaysToChanges.checkedFor(unit).contains(change.getName()))
                    .filter(unit -> !WAYS.checks(change).contains(unit))
                    .forEach(unit -> idle.add(WaysToChanges.name(unit) + " for " + change.getSimpleName()));
        }
        assertThat(idle).isEmpty();
    }

    @Test
    void everyKindHasOneOwnerOfItsEffectAndEachOfThemIsPassed() {
        List<JavaClass> owners = WAYS.code().stream()
                .filter(type -> type.isAssignableTo(GatedChange.class) && !type.isInterface())
                .toList();
        assertThat(owners).hasSize(ChangeKind.values().length);
        assertThat(guarded()
                        .flatMap(change -> WAYS.checks(change).stream())
                        .filter(unit -> unit.getName().equals("apply"))
                        .map(JavaCodeUnit::getOwner)
                        .filter(owners::contains)
                        .distinct())
                .hasSameSizeAs(owners);
    }

    static boolean isGated(Class<?> change) {
        return approval(change) == ApprovalClass.GATED;
    }

    static ApprovalClass approval(Class<?> change) {
        return change.getAnnotation(Audited.class).approval();
    }

    private static Optional<Effect.Reach> reach(JavaCodeUnit unit) {
        return unit.isAnnotatedWith(Effect.class)
                ? Optional.of(unit.getAnnotationOfType(Effect.class).value())
                : Optional.empty();
    }

    /** Whether a method that says this of itself may make such a change by itself. */
    private static boolean covers(Effect.Reach reach, ApprovalClass approval) {
        return switch (approval) {
            case OPEN, FOLLOWS -> reach != Effect.Reach.READS;
            case STOPS -> reach != Effect.Reach.READS && reach != Effect.Reach.RECORD;
            case DECIDES, RELEASES, GATED, OPERATOR -> false;
        };
    }
}
