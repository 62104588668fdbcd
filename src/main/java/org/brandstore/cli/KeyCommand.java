package org.brandstore.cli;

import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyEnding;
import org.brandstore.account.key.KeyScope;
import org.brandstore.account.key.RegisteredKey;
import org.brandstore.account.onboarding.BrandOnboarding;
import org.brandstore.account.person.People;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.database.KeyEnd;
import org.brandstore.assertion.database.KeyEndCause;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The keys that speak for accounts. */
@Dependent
@Command(
        name = "key",
        description = "List, make, register and end the keys that sign for a brand or a publisher.",
        mixinStandardHelpOptions = true)
class KeyCommand implements CliCommand {
    private final AccountKeys keys;
    private final BrandOnboarding onboarding;
    private final Accounts accounts;
    private final People people;

    @Spec
    CommandSpec spec;

    KeyCommand(AccountKeys keys, BrandOnboarding onboarding, Accounts accounts, People people) {
        this.keys = keys;
        this.onboarding = onboarding;
        this.accounts = accounts;
        this.people = people;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(description = "Print an account's keys: id, name, what it may sign, since, who brought it, its end.")
    int list(@Option(names = "--account", required = true, description = "Its username.") String account) {
        for (RegisteredKey key : keys.of(id(account))) {
            CliOutput.line(spec, line(key, broughtBy(key)));
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Make a key on this server and let it sign for a brand from now on. Prints its id.")
    int make(
            @Parameters(paramLabel = "NAME", description = "Another one than the account's other keys have.")
                    String name,
            @Option(names = "--account", required = true, description = "Its username.") String account,
            @Option(names = "--purpose", required = true, description = "model, serial or publisher") String purpose) {
        CliOutput.line(
                spec,
                onboarding
                        .addKey(id(account), new KeyName(name), purpose, Actor.cli())
                        .value());
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Let a key that its owner keeps sign for an account, as snap export-key asks for it.")
    int register(
            @Parameters(paramLabel = "FILE", description = "An account-key-request.") Path file,
            @Option(names = "--account", required = true, description = "Its username.") String account,
            @Option(names = "--publishing", description = "For builds, validations and validation sets alone.")
                    boolean publishing)
            throws IOException {
        try {
            Assertion request = AssertionDecoder.decode(Files.readAllBytes(file));
            KeyScope scope = publishing ? KeyScope.PUBLISHING : KeyScope.ANY;
            CliOutput.line(
                    spec,
                    keys.register(id(account), request, scope, Actor.cli()).text("public-key-sha3-384"));
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.INVALID_ASSERTION, String.valueOf(e.getMessage()), e);
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(
            description = {
                "End a key at once, on all replicas and for ever.",
                "After a rotation all that it signed before stays good. After a theft only what is held here does."
            })
    int end(
            @Parameters(paramLabel = "KEY-ID") String key,
            @Option(names = "--account", required = true, description = "Its username.") String account,
            @Option(names = "--cause", required = true, description = "rotation or theft") String cause,
            @Option(names = "--last-trusted", description = "When a stolen key was last in good hands; now if absent.")
                    @Nullable Instant lastTrusted,
            @Option(names = "--reason", required = true, description = "Goes into the audit log.") String reason) {
        KeyEndCause why = KeyEndCause.find(cause)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD, "there is no cause " + cause + ": it is rotation or theft"));
        KeyEnd end = keys.end(
                id(account), new KeyId(key), new KeyEnding(why, Optional.ofNullable(lastTrusted), reason), Actor.cli());
        CliOutput.line(spec, end.key() + " ended: " + end.cause().wireName() + " at " + end.at());
        return CommandLine.ExitCode.OK;
    }

    /** One key in words, fields with tabs between them. */
    static String line(RegisteredKey key, String broughtBy) {
        String end = key.end()
                .map(told -> told.cause().wireName() + " at " + told.at() + ": " + told.reason())
                .or(() -> key.until().map(until -> "until " + until))
                .orElse("-");
        return String.join(
                "\t",
                key.id().value(),
                key.name().value(),
                key.scope().wireName(),
                key.since().toString(),
                broughtBy,
                end);
    }

    private String broughtBy(RegisteredKey key) {
        return key.broughtBy().flatMap(people::find).map(Person::email).orElse("-");
    }

    private AccountId id(String username) {
        return accounts.findByUsername(username)
                .orElseThrow(() ->
                        new StoreException(ErrorCode.NOT_FOUND, "cannot find an account with the username " + username))
                .id();
    }
}
