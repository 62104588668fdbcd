package org.brandstore.cli;

import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.authority.ForeignTrust;
import org.brandstore.authority.Root;
import org.brandstore.authority.RootImport;
import org.brandstore.authority.RootOfTrust;
import org.brandstore.authority.TrustExport;
import org.brandstore.naming.AccountId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything about the root of trust that is done at the server itself (assertions.md 4.2). */
@Dependent
@Command(name = "trust", description = "Show, bring in or take out the root of trust.", mixinStandardHelpOptions = true)
class TrustCommand implements CliCommand {
    /** Where passphrases come from, so that they show neither in the list of processes nor in a shell's history. */
    private static final String PASSPHRASE = "BRANDSTORE_PASSPHRASE";

    private final RootOfTrust root;
    private final TrustExport export;
    private final ForeignTrust foreign;

    @Spec
    CommandSpec spec;

    TrustCommand(RootOfTrust root, TrustExport export, ForeignTrust foreign) {
        this.root = root;
        this.export = export;
        this.foreign = foreign;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(
            description = "Print what devices must have built in: the root's two assertions, or the Go file for snapd.")
    int export(
            @Option(names = "--go", description = "Print the Go file for snapd's package asserts/sysdb.") boolean go) {
        print(go ? export.goFile() : export.assertions());
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "import-root",
            description = "Sign with an existing root: RSA private key as PKCS#8 PEM or armoured OpenPGP."
                    + " The passphrase is read from " + PASSPHRASE + ".")
    int importRoot(
            @Option(names = "--account", required = true, description = "The root's account id.") String account,
            @Option(names = "--key", required = true, description = "The file of the private key.") Path key,
            @Option(names = "--assertions", description = "A file with its account and account-key, if they exist.")
                    @Nullable Path assertions)
            throws IOException {
        RootImport existing =
                new RootImport(new AccountId(account), assertions == null ? List.of() : read(List.of(assertions)));
        Root taken = root.take(
                existing, Files.readAllBytes(key), passphrase(), Actor.cli().label());
        print("root account: " + taken.account() + "\nroot key:     " + taken.rootKey() + "\n");
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "export-key",
            description = "Write the root's private key, encrypted with the passphrase in " + PASSPHRASE + ".")
    int exportKey(@Option(names = "--out", required = true, description = "A file that does not exist yet.") Path out)
            throws IOException {
        char[] passphrase = passphrase();
        if (passphrase.length == 0) {
            return fail("cannot write the root key without a passphrase: set " + PASSPHRASE);
        }
        Files.createFile(out, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(out, root.exportKey(passphrase, Actor.cli().label()));
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "remove-key", description = "Forget the root's private key; the store key goes on signing.")
    int removeKey(
            @Option(names = "--yes", description = "Confirm that the key was exported and the copy was tried.")
                    boolean confirmed) {
        if (!confirmed) {
            return fail("cannot remove the root key: say --yes once an exported copy is safe and was tried");
        }
        print(root.removeKey(Actor.cli().label()) ? "removed\n" : "it was not here\n");
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "import",
            description = "Take in assertions that others signed, such as delegated accounts and declarations.")
    int importAssertions(
            @Option(names = "--root", description = "Trust the accounts and keys in the files as a further root.")
                    boolean asRoot,
            @Parameters(arity = "1..*", paramLabel = "FILE") List<Path> files)
            throws IOException {
        List<Assertion> assertions = read(files);
        if (asRoot) {
            foreign.trust(assertions, Actor.cli().label());
        } else {
            foreign.add(assertions, Actor.cli().label());
        }
        print(assertions.size() + " assertions taken in\n");
        return CommandLine.ExitCode.OK;
    }

    private static List<Assertion> read(List<Path> files) throws IOException {
        List<Assertion> all = new ArrayList<>();
        for (Path file : files) {
            all.addAll(AssertionStreamDecoder.decodeAll(Files.readAllBytes(file)));
        }
        return all;
    }

    private static char[] passphrase() {
        return Optional.ofNullable(System.getenv(PASSPHRASE)).orElse("").toCharArray();
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(message);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
