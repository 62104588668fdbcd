package org.brandstore.cli;

import jakarta.enterprise.context.Dependent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.NewCredential;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.account.identity.Identities;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.RegisteredKey;
import org.brandstore.account.person.NewPerson;
import org.brandstore.account.person.People;
import org.brandstore.account.person.Selves;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.Memberships;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The people of a brand, and what they sign in with. */
@Dependent
@Command(name = "person", description = "Add people and hand out credentials.", mixinStandardHelpOptions = true)
class PersonCommand implements CliCommand {
    /** Where passwords come from, so that they show neither in the list of processes nor in a shell's history. */
    private static final String PASSWORD = "BRANDSTORE_PASSWORD";

    private final People people;
    private final Accounts accounts;
    private final Memberships members;
    private final Selves selves;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final Identities identities;
    private final AccountKeys keys;
    private final Clock clock;

    @Spec
    CommandSpec spec;

    PersonCommand(
            People people,
            Accounts accounts,
            Memberships members,
            Selves selves,
            Credentials credentials,
            SecondFactors factors,
            Identities identities,
            AccountKeys keys,
            Clock clock) {
        this.factors = factors;
        this.identities = identities;
        this.keys = keys;
        this.people = people;
        this.accounts = accounts;
        this.members = members;
        this.selves = selves;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(description = "Add a person; the password is read from " + PASSWORD + ", if they are to have one.")
    int add(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(names = "--brand", required = true, description = "The username of the brand that brings them.")
                    String brand,
            @Option(names = "--name", required = true, description = "What people read.") String name) {
        Person person = people.create(
                new NewPerson(email, name, BrandCommand.require(accounts, brand).id()), Actor.cli());
        String password = System.getenv(PASSWORD);
        if (password != null) {
            people.setPassword(person.id(), password.toCharArray(), Actor.cli());
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Give a person roles in a store.")
    int grant(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(names = "--store", required = true) String store,
            @Option(
                            names = "--role",
                            required = true,
                            split = ",",
                            description =
                                    "admin, publisher, outside-publisher, reviewer, release-manager, viewer or auditor")
                    List<String> roles) {
        Person person = require(email);
        for (String name : roles) {
            Role role = Role.find(name)
                    .orElseThrow(() -> new StoreException(ErrorCode.INVALID_FIELD, "there is no role " + name));
            members.grant(person.id(), new StoreId(store), role, Actor.cli());
        }
        selves.confirm(person.id(), Actor.cli());
        return CommandLine.ExitCode.OK;
    }

    @Command(
            description =
                    "Print a secret for snapcraft's on-premises login (SNAPCRAFT_ADMIN_MACAROON); good once, within a week"
                            + " unless --expires says otherwise. What it is exchanged for has the same limits and end.")
    int enrol(@Parameters(paramLabel = "EMAIL") String email, @Mixin ScopeOptions scope) {
        CliOutput.line(
                spec,
                issue(
                        require(email),
                        CredentialKind.ENROLMENT,
                        scope.permissions(),
                        scope.limits(),
                        scope.life(clock, CredentialKind.ENROLMENT.usualLife())));
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "image-builder",
            description =
                    "Print credentials for snap prepare-image (UBUNTU_STORE_AUTH) and one store; good for a year.")
    int imageBuilder(
            @Parameters(paramLabel = "EMAIL") String email, @Option(names = "--store", required = true) String store) {
        String secret = issue(
                require(email),
                CredentialKind.IMAGE_BUILDER,
                Set.of(Permission.PACKAGE_ACCESS),
                CredentialLimits.toStores(Set.of(new StoreId(store))),
                CredentialKind.IMAGE_BUILDER.usualLife());
        String json = "{\"t\":\"bearer\",\"v\":\"" + secret + "\"}";
        CliOutput.line(spec, Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.US_ASCII)));
        return CommandLine.ExitCode.OK;
    }

    @Command(
            description = {
                "Shut a person out: they cannot sign in, and nothing that they have works any more.",
                "Prints the keys that they brought, which still sign."
            })
    int disable(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(names = "--reason", required = true, description = "For the audit log.") String reason) {
        Person person = require(email);
        people.disable(person.id(), reason, Actor.cli());
        List<RegisteredKey> brought = keys.usableOf(person.id());
        if (!brought.isEmpty()) {
            CliOutput.line(spec, "Keys that they brought still sign; end those that they keep (brandstore key end):");
            brought.forEach(key -> CliOutput.line(
                    spec, accounts.require(key.account()).username() + "\t" + KeyCommand.line(key, person.email())));
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Let a person sign in again.")
    int enable(@Parameters(paramLabel = "EMAIL") String email) {
        people.enable(require(email).id(), Actor.cli());
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "remove-second-factor",
            description = "Let a person who has lost their authenticator app sign in with the password alone.")
    int removeSecondFactor(@Parameters(paramLabel = "EMAIL") String email) {
        factors.remove(require(email), Actor.cli());
        return CommandLine.ExitCode.OK;
    }

    @Command(
            description = "Vouch for a person: the e-mail is theirs. Their password and all that was had with it goes,"
                    + " since somebody else may have chosen it.")
    int prove(@Parameters(paramLabel = "EMAIL") String email) {
        people.proveEmail(require(email).id(), Actor.cli());
        return CommandLine.ExitCode.OK;
    }

    @Command(
            description =
                    "Forget by which names the identity provider knows a person: the next sign-in with the verified"
                            + " e-mail binds anew.")
    int unbind(@Parameters(paramLabel = "EMAIL") String email) {
        int gone = identities.unbind(require(email), Actor.cli());
        CliOutput.line(spec, gone + (gone == 1 ? " name" : " names") + " forgotten");
        return CommandLine.ExitCode.OK;
    }

    private String issue(
            Person person, CredentialKind kind, Set<Permission> permissions, CredentialLimits limits, Duration life) {
        NewCredential wanted = new NewCredential(
                person.id(),
                kind,
                "made at the command line",
                permissions,
                limits,
                clock.instant().plus(life));
        return credentials.issue(wanted, Actor.cli()).secret();
    }

    /** By e-mail or by username, which says who is meant where brands know several people by one e-mail. */
    private Person require(String name) {
        List<Person> found = people.called(name);
        if (found.size() > 1) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot tell who is meant by " + name + ": say the username, one of "
                            + found.stream()
                                    .map(person ->
                                            accounts.require(person.account()).username())
                                    .toList());
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() ->
                        new StoreException(ErrorCode.NOT_FOUND, "cannot find a person with this e-mail or username"));
    }
}
