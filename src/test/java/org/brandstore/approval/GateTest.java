package org.brandstore.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The one door: what changes what devices are offered, or who may change that, is reached through its {@link GatedChange}
 * alone. A new face, job or command that calls an effect directly fails here.
 */
class GateTest {
    /** The methods that have the effect, {@code Class.method} below org.brandstore. */
    private static final Map<ChangeKind, List<String>> EFFECTS = new EnumMap<>(Map.ofEntries(
            Map.entry(ChangeKind.CLOSE_CHANNEL, List.of("release.Closings.closeNow", "release.ChannelMoves.close")),
            Map.entry(ChangeKind.WITHDRAW_REVISION, List.of("snap.Withdrawals.withdraw")),
            Map.entry(ChangeKind.DEFAULT_TRACK, List.of("release.Tracks.makeDefault", "snap.Snaps.setDefaultTrack")),
            Map.entry(ChangeKind.RESUME_CHANNEL, List.of("release.Stops.lift")),
            Map.entry(ChangeKind.RELEASE_POLICY, List.of("update.ReleasePolicies.set")),
            Map.entry(ChangeKind.REVIEW_POLICY, List.of("snap.review.ReviewPolicies.set")),
            Map.entry(ChangeKind.ROLES, List.of("store.Memberships.grant")),
            Map.entry(
                    ChangeKind.SERIAL_POLICY,
                    List.of(
                            "device.serial.SerialPolicies.set",
                            "model.SerialDoors.set",
                            "model.Models.setSerialPolicy")),
            Map.entry(ChangeKind.ACCOUNT_KEY, List.of("account.key.AccountKeys.register")),
            Map.entry(ChangeKind.ACCOUNT_KEY_END, List.of("account.key.AccountKeys.end")),
            Map.entry(ChangeKind.VISIBILITY, List.of("store.Visibility.offer", "store.Visibility.withdraw"))));

    /** Who else may call one, and why. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("cli.ModelCommand -> model.SerialDoors.set", "whoever runs commands on the server decides alone"),
            Map.entry("model.SerialDoors -> model.Models.setSerialPolicy", "a part of the effect itself"),
            Map.entry("cli.fleet.DemoStage -> model.Models.setSerialPolicy", "the demo is run at the command line"),
            Map.entry(
                    "store.StorePeople -> store.Memberships.grant",
                    "roles in which nobody decides; others it asks for"),
            Map.entry("cli.PersonCommand -> store.Memberships.grant", "whoever runs the server"),
            Map.entry("cli.fleet.DemoStage -> store.Memberships.grant", "whoever runs the server"),
            Map.entry(
                    "cli.KeyCommand -> account.key.AccountKeys.register",
                    "whoever runs commands on the server decides alone"),
            Map.entry(
                    "cli.KeyCommand -> account.key.AccountKeys.end",
                    "whoever runs commands on the server decides alone"),
            Map.entry("cli.fleet.DemoStage -> account.key.AccountKeys.register", "the demo is run at the command line"),
            Map.entry(
                    "snap.NewSnaps -> store.Visibility.offer", "a new snap has no revision yet that anybody could see"),
            Map.entry("release.Tracks -> snap.Snaps.setDefaultTrack", "a part of the effect itself"),
            Map.entry("release.Closings -> release.ChannelMoves.close", "a part of the effect itself"),
            Map.entry("device.serial.SerialPolicies -> model.Models.setSerialPolicy", "a part of the effect itself"));

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                    "org.brandstore.account",
                    "org.brandstore.store",
                    "org.brandstore.approval",
                    "org.brandstore.team",
                    "org.brandstore.model",
                    "org.brandstore.snap",
                    "org.brandstore.release",
                    "org.brandstore.update",
                    "org.brandstore.device",
                    "org.brandstore.api",
                    "org.brandstore.console",
                    "org.brandstore.job",
                    "org.brandstore.cli");

    @Test
    void noFaceReachesAnEffectButThroughItsGatedChange() {
        Set<String> ways = new TreeSet<>();
        int seen = 0;
        for (List<String> effects : EFFECTS.values()) {
            for (String effect : effects) {
                List<JavaMethod> methods = methods(effect);
                assertThat(methods).as("methods of the effect " + effect).isNotEmpty();
                for (JavaMethod method : methods) {
                    for (JavaClass caller : callers(method)) {
                        seen++;
                        String way = name(caller) + " -> " + effect;
                        if (!caller.isAssignableTo(GatedChange.class) && !OTHERS.containsKey(way)) {
                            ways.add(way);
                        }
                    }
                }
            }
        }
        assertThat(ways).as("ways around the gate").isEmpty();
        assertThat(seen).as("calls that were looked at").isGreaterThanOrEqualTo(EFFECTS.size());
    }

    @Test
    void everyKindHasOneOwnerOfItsEffect() {
        List<String> owners = code.stream()
                .filter(type -> type.isAssignableTo(GatedChange.class) && !type.isInterface())
                .map(GateTest::name)
                .toList();
        assertThat(owners).doesNotHaveDuplicates().hasSize(ChangeKind.values().length);
        // which sets are gated is seen by their content: StatementsIT has them
        assertThat(EnumSet.complementOf(EnumSet.copyOf(EFFECTS.keySet()))).containsExactly(ChangeKind.VALIDATION_SET);
    }

    private List<JavaMethod> methods(String effect) {
        int dot = effect.lastIndexOf('.');
        JavaClass owner = code.get("org.brandstore." + effect.substring(0, dot));
        return owner.getMethods().stream()
                .filter(method -> method.getName().equals(effect.substring(dot + 1)))
                .toList();
    }

    private static List<JavaClass> callers(JavaMethod method) {
        List<JavaClass> callers = new ArrayList<>();
        method.getAccessesToSelf().stream()
                .map(access -> access.getOriginOwner())
                .filter(origin -> !origin.equals(method.getOwner()))
                .distinct()
                .forEach(callers::add);
        return callers;
    }

    private static String name(JavaClass type) {
        return type.getName().replace("org.brandstore.", "");
    }
}
