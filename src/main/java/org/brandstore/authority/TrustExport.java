package org.brandstore.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** What a device maker builds into snapd so that its devices believe this store (assertions.md 4.2). */
@ApplicationScoped
public class TrustExport {
    /** The build tag that guards the file. */
    public static final String BUILD_TAG = "brandstore";

    private final RootOfTrust root;

    TrustExport(RootOfTrust root) {
        this.root = root;
    }

    /** The account and the key of the root as a stream of two assertions. */
    public String assertions() {
        RootAssertions held = require();
        return new String(AssertionStreams.join(List.of(held.account(), held.key())), StandardCharsets.UTF_8);
    }

    /** A Go file for snapd's package {@code asserts/sysdb}, in force when built with the tag {@value #BUILD_TAG}. */
    public String goFile() {
        RootAssertions held = require();
        return """
                // Root of trust of the brand store account %1$s.
                // Place this file in snapd's directory asserts/sysdb and build everything that
                // verifies assertions with -tags %2$s.

                //go:build %2$s
                // +build %2$s

                package sysdb

                import "github.com/snapcore/snapd/asserts"

                const brandStoreAccount = %3$s

                const brandStoreAccountKey = %4$s

                func init() {
                	roots := make([]asserts.Assertion, 0, 2)
                	for _, text := range []string{brandStoreAccount, brandStoreAccountKey} {
                		root, err := asserts.Decode([]byte(text))
                		if err != nil {
                			panic("brand store root: " + err.Error())
                		}
                		roots = append(roots, root)
                	}
                	InjectTrusted(roots)
                }
                """.formatted(
                        held.account().text("account-id"), BUILD_TAG, literal(held.account()), literal(held.key()));
    }

    private RootAssertions require() {
        return root.assertions()
                .orElseThrow(() -> new StoreException(
                        ErrorCode.MISCONFIGURED, "cannot export trust: this server has no root of trust yet"));
    }

    /** One interpreted Go string a line: unlike a raw string it can hold every character, and shows each. */
    private static String literal(Assertion assertion) {
        String text = new String(assertion.encoded(), StandardCharsets.UTF_8);
        String withoutLast = text.substring(0, text.length() - 1);
        return Stream.of(withoutLast.split("\n", -1))
                .map(line -> "\"" + escape(line) + "\\n\"")
                .collect(Collectors.joining(" +\n\t"));
    }

    private static String escape(String line) {
        StringBuilder escaped = new StringBuilder();
        line.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                escaped.append('\\').appendCodePoint(c);
            } else if (c >= ' ' && c < 0x7f) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(String.format(Locale.ROOT, "\\U%08x", c));
            }
        });
        return escaped.toString();
    }
}
