package org.brandstore.cli;

import jakarta.enterprise.context.Dependent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.brandstore.account.Account;
import org.brandstore.account.AccountKind;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.onboarding.BrandOnboarding;
import org.brandstore.account.onboarding.NewBrand;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.chain.PrerequisiteChain;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.assertion.database.TrustAnchors;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.NewStore;
import org.brandstore.store.Stores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brands and their stores. */
@Dependent
@Command(name = "brand", description = "Add brands and their stores.", mixinStandardHelpOptions = true)
class BrandCommand implements CliCommand {
    private final BrandOnboarding onboarding;
    private final Accounts accounts;
    private final Stores stores;
    private final AssertionDatabase assertions;
    private final TrustAnchors anchors;

    @Spec
    CommandSpec spec;

    BrandCommand(
            BrandOnboarding onboarding,
            Accounts accounts,
            Stores stores,
            AssertionDatabase assertions,
            TrustAnchors anchors) {
        this.onboarding = onboarding;
        this.accounts = accounts;
        this.stores = stores;
        this.assertions = assertions;
        this.anchors = anchors;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(description = "Add a brand: its account and the keys for models and serials. Prints the account id.")
    int add(
            @Parameters(paramLabel = "USERNAME", description = "A short name such as acme.") String username,
            @Option(names = "--display-name", required = true, description = "What people read.") String displayName,
            @Option(names = "--id", description = "The account id; drawn if absent.") @Nullable String id) {
        NewBrand brand = new NewBrand(id == null ? null : new AccountId(id), displayName, username);
        CliOutput.line(
                spec, onboarding.create(brand, Actor.cli()).account().id().value());
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "add-store", description = "Add a store of a brand, as models name it.")
    int addStore(
            @Parameters(paramLabel = "STORE-ID") String id,
            @Option(names = "--brand", required = true, description = "The brand's username.") String brand,
            @Option(names = "--name", required = true, description = "What people read.") String name,
            @Option(
                            names = "--url",
                            description =
                                    "Where devices reach it when it is their proxy store; the public URL if absent.")
                    @Nullable URI url) {
        stores.create(new NewStore(new StoreId(id), require(accounts, brand).id(), name, url), Actor.cli());
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "set-store-url",
            description = "Tell devices another URL of a store: signs its next store assertion.")
    int setStoreUrl(
            @Parameters(paramLabel = "STORE-ID") String id,
            @Parameters(paramLabel = "URL", description = "Where devices reach it when it is their proxy store.")
                    URI url) {
        stores.setUrl(new StoreId(id), url, Actor.cli());
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "store-assertion",
            description = "Print a store's assertion with all that verifies it, as snap ack on a device takes it.")
    int storeAssertion(@Parameters(paramLabel = "STORE-ID") String id) {
        Assertion store = assertions
                .find(AssertionRef.of(AssertionType.STORE, id))
                .orElseThrow(() -> new StoreException(ErrorCode.NOT_FOUND, "cannot find the store " + id));
        byte[] stream = AssertionStreams.join(PrerequisiteChain.closure(store, assertions, anchors.trusted()));
        spec.commandLine().getOut().print(new String(stream, StandardCharsets.UTF_8));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    /** @throws StoreException if no brand has this username */
    static Account require(Accounts accounts, String username) {
        return accounts.findByUsername(username)
                .filter(account -> account.kind() == AccountKind.BRAND)
                .orElseThrow(() ->
                        new StoreException(ErrorCode.NOT_FOUND, "cannot find a brand with the username " + username));
    }
}
