package org.brandstore.arch;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.api.error.Dialect;
import org.brandstore.event.AuditedChange;
import org.brandstore.event.Events;
import org.brandstore.event.change.Audited;
import org.brandstore.event.change.Change;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Demand;
import org.brandstore.snap.SnapAccess;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The arrows of the design and the habits that bytecode shows. */
class ArchitectureTest {
    private static final String ROOT = "org.brandstore.";
    private static final Set<String> KERNEL = Set.of("naming", "problem", "assertion");
    private static final Set<String> SERVICES =
            Set.of("database", "assertion.database", "blob", "secret", "signing", "authority", "event", "site", "mail");
    private static final Set<String> FEATURES = Set.of(
            "account",
            "store",
            "approval",
            "team",
            "model",
            "snap",
            "channel",
            "release",
            "update",
            "update.plan",
            "device",
            "observation",
            "catalog",
            "delta",
            "refresh",
            "transfer");

    private static final long MOST_FILES = 25;

    /** What is still to be cut; a number here only goes down. */
    private static final Map<String, Long> STILL_LARGE = new TreeMap<>(Map.of("snap", 57L));

    /** What each package may see, itself aside. The one map from which the arrows are tested. */
    private static final Map<String, Set<String>> ALLOWED = new TreeMap<>(Map.ofEntries(
            entry("naming", Set.of()),
            entry("problem", Set.of("naming")),
            entry("assertion", Set.of("naming", "problem")),
            entry("database", KERNEL),
            entry("site", KERNEL),
            entry("event", with(KERNEL, "database")),
            entry("mail", KERNEL),
            entry("blob", with(KERNEL, "site", "event")),
            entry("assertion.database", with(KERNEL, "event", "database")),
            entry("secret", with(KERNEL, "site")),
            entry("signing", with(KERNEL, "event", "site", "secret")),
            entry("authority", with(KERNEL, "event", "site", "secret", "signing", "assertion.database")),
            entry(
                    "account",
                    with(KERNEL, "database", "event", "site", "secret", "signing", "authority", "assertion.database")),
            entry("store", with(servicesBut("signing"), "account")),
            entry("approval", with(servicesBut("signing"), "account", "store")),
            entry("team", with(servicesBut("signing"), "account", "store", "approval")),
            entry("model", with(servicesBut("nothing"), "account", "store", "approval")),
            entry("snap", with(servicesBut("signing"), "account", "store", "approval")),
            entry("channel", Set.of("naming", "snap")),
            entry("release", with(servicesBut("signing"), "account", "store", "approval", "snap", "channel")),
            entry(
                    "update",
                    with(
                            servicesBut("signing"),
                            "account",
                            "store",
                            "approval",
                            "model",
                            "snap",
                            "channel",
                            "release",
                            "device",
                            "update.plan")),
            entry("device", with(servicesBut("signing"), "account", "store", "approval", "model")),
            entry("observation", with(KERNEL, "database", "device")),
            entry("update.plan", Set.of("naming")),
            entry(
                    "catalog",
                    with(
                            servicesBut("signing"),
                            "account",
                            "store",
                            "approval",
                            "model",
                            "snap",
                            "channel",
                            "release",
                            "device")),
            entry(
                    "delta",
                    with(servicesBut("signing"), "snap", "device", "channel", "catalog", "update", "update.plan")),
            entry(
                    "refresh",
                    Set.of(
                            "naming",
                            "problem",
                            "snap",
                            "device",
                            "observation",
                            "catalog",
                            "delta",
                            "update",
                            "update.plan")),
            entry("transfer", with(servicesBut("signing"), FEATURES)),
            entry("security", with(servicesBut("signing"), FEATURES)),
            entry("api.error", with(KERNEL, "site", "database")),
            entry("api.door", with(KERNEL, "device", "security", "api.error")),
            entry("api.device", with(face(), "api.door")),
            entry("api.publisher", face()),
            entry("api.factory", face()),
            entry("api.admin", face()),
            entry("console", face()),
            entry("audit", with(servicesBut("signing"), FEATURES)),
            entry("job", with(servicesBut("signing"), FEATURES)),
            entry("cli", with(servicesBut("signing"), FEATURES)),
            entry("app", with(with(SERVICES, KERNEL), "cli", "device", "observation", "catalog", "refresh"))));

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.brandstore");

    @Test
    void everyPackageSeesOnlyWhatItsTierAllows() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass from : code) {
            String origin = part(from);
            assertThat(ALLOWED).as("package of " + from.getName()).containsKey(origin);
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getName().startsWith(ROOT))
                    .filter(target ->
                            !part(target).equals(origin) && !ALLOWED.get(origin).contains(part(target)))
                    .forEach(target -> violations.add(from.getName() + " -> " + target.getName()));
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void featuresAreFreeOfCycles() {
        slices().matching(
                        "org.brandstore.(account|store|approval|team|model|snap|channel|release|update|device|catalog|delta|refresh|transfer|"
                                + "secret|signing|authority|blob|event|mail|security|audit|job|cli|console|app)..")
                .should()
                .beFreeOfCycles()
                .check(code);
    }

    /** Also between a package and those below it, so that each can be read without the others that come later. */
    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.brandstore.(**)").should().beFreeOfCycles().check(code);
    }

    /** What somebody reads to understand one subject. */
    @Test
    void aPackageIsSmallEnoughToBeReadInOneGo() {
        Map<String, Long> files = code.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        Map<String, Long> large = new TreeMap<>();
        files.forEach((name, number) -> {
            if (number > MOST_FILES) {
                large.put(name.substring(ROOT.length()), number);
            }
        });
        assertThat(large).isEqualTo(STILL_LARGE);
    }

    @Test
    void theKernelIsPlainJava() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.brandstore.naming..",
                        "org.brandstore.problem..",
                        "org.brandstore.assertion",
                        "org.brandstore.assertion.crypto..",
                        "org.brandstore.assertion.type..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "org.hibernate..", "com.fasterxml..", "io.vertx..")
                .check(code);
    }

    @Test
    void onlyTheEdgeSpeaksHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.brandstore.api..", "org.brandstore.console..", "org.brandstore.security..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..", "io.vertx.ext.web..")
                .check(code);
    }

    @Test
    void entitiesAndRepositoriesAreHidden() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .allowEmptyShould(true)
                .check(code);
        classes()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .bePackagePrivate()
                .allowEmptyShould(true)
                .check(code);
    }

    /** To whom it is open, with which permission and which role, and what it changes. */
    @Test
    void everyHttpMethodSaysWhatItDemandsAndChanges() {
        methods()
                .that(areHttpMethods())
                .should(sayWhatTheyDemand())
                .allowEmptyShould(true)
                .check(code);
    }

    /** The cookie counts in the console, in all of it, and nowhere else. */
    @Test
    void theConsoleAndNothingElseAnswersBrowsers() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .and()
                .resideInAPackage("org.brandstore.console..")
                .should()
                .beAnnotatedWith(BrowserFace.class)
                .check(code);
        noClasses()
                .that()
                .areAnnotatedWith(Path.class)
                .and()
                .resideOutsideOfPackage("org.brandstore.console..")
                .should()
                .beAnnotatedWith(BrowserFace.class)
                .check(code);
    }

    /** What people may do with snaps is asked in one place, which knows what the method has said of itself. */
    @Test
    void facesForPeopleGetSnapsFromTheirRightsOnly() {
        noClasses()
                .that()
                .resideInAnyPackage("org.brandstore.api.admin..", "org.brandstore.api.publisher..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(SnapAccess.class)
                .check(code);
    }

    @Test
    void everyResourceNamesItsErrorDialect() {
        methods()
                .that(areHttpMethods())
                .should()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(Dialect.class)
                .allowEmptyShould(true)
                .check(code);
    }

    @Test
    void transactionsBelongToServices() {
        DescribedPredicate<JavaClass> faces = resideInAPackage("org.brandstore.api..")
                .or(resideInAPackage("org.brandstore.console.."))
                .or(resideInAPackage("org.brandstore.cli.."));
        noClasses()
                .that(faces)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Transactional.class)
                .check(code);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith(Inject.class).check(code);
        noFields().should().beAnnotatedWith(ConfigProperty.class).check(code);
    }

    @Test
    void timeAndChanceAreInjected() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.brandstore.app..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callConstructor(java.security.SecureRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(code);
    }

    /** What is kept in memory is a {@code DerivedState}: that is told of changes, is read at the start, and again if it fails. */
    @Test
    void nobodyWaitsForChangesThatAreNotFired() {
        Set<String> waiting = new TreeSet<>();
        code.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getParameters().stream()
                        .anyMatch(parameter -> parameter.isAnnotatedWith("jakarta.enterprise.event.Observes")
                                && parameter.getRawType().getName().equals("org.brandstore.event.change.StoreChanged")))
                .forEach(method -> waiting.add(method.getFullName()));
        assertThat(waiting).isEmpty();
    }

    /** The catalogue of changes is the only way into the audit log: no feature makes a record of its own words. */
    @Test
    void onlyTheCatalogueSpeaksToTheAuditLog() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Events.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(AuditedChange.class.getName())
                .should()
                .callConstructorWhere(target(owner(type(AuditedChange.class))))
                .orShould()
                .callMethod(AuditedChange.class, "of", String.class, Change.class)
                .check(code);
    }

    /** What the reference page lists does happen. */
    @Test
    void everyKindOfChangeIsMadeBySomeFeature() {
        Set<String> unmade = new TreeSet<>();
        code.stream()
                .filter(type -> type.isAnnotatedWith(Audited.class))
                .filter(type -> type.getDirectDependenciesToSelf().stream()
                        .noneMatch(dependency ->
                                !dependency.getOriginClass().getPackage().equals(type.getPackage())))
                .forEach(type -> unmade.add(type.getName()));
        assertThat(unmade).isEmpty();
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto)")
                .orShould()
                .haveNameMatching(".*\\.Abstract[^.]*")
                .check(code);
    }

    private static DescribedPredicate<JavaMethod> areHttpMethods() {
        return DescribedPredicate.describe(
                "are HTTP methods",
                method -> method.getAnnotations().stream()
                        .map(JavaAnnotation::getRawType)
                        .anyMatch(type -> type.isAnnotatedWith(HttpMethod.class)));
    }

    private static ArchCondition<JavaMethod> sayWhatTheyDemand() {
        return new ArchCondition<>("say what they demand and change") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                try {
                    Demand.of(method.reflect());
                } catch (IllegalStateException e) {
                    events.add(SimpleConditionEvent.violated(method, e.getMessage()));
                }
            }
        };
    }

    /** The part of the design that a class belongs to: the longest known prefix of its package. */
    private static String part(JavaClass type) {
        String packageName = type.getPackageName();
        String rest = packageName.length() < ROOT.length() ? "" : packageName.substring(ROOT.length());
        return ALLOWED.keySet().stream()
                .filter(name -> rest.equals(name) || rest.startsWith(name + "."))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElse(rest);
    }

    private static Set<String> servicesBut(String one) {
        return Stream.concat(KERNEL.stream(), SERVICES.stream())
                .filter(name -> !name.equals(one))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> face() {
        return with(with(servicesBut("signing"), FEATURES), "security", "api.error");
    }

    private static Set<String> with(Set<String> some, String... more) {
        return with(some, Set.of(more));
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
