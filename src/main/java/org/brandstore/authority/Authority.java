package org.brandstore.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.database.PostgresAssertionDatabase;
import org.brandstore.assertion.type.rule.DeclarationRules;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.KeyPurpose;
import org.jspecify.annotations.Nullable;

/**
 * Signs what the store and its brands say. Every method joins the caller's transaction, which also records who asked and
 * why, and counts the revision up when the same thing was said differently before.
 */
@ApplicationScoped
@Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = AssertionException.class)
public class Authority {
    /** The only series there is. */
    private static final String SERIES = "16";

    private static final byte[] NO_BODY = {};

    private final Issuer issuer;
    private final RootOfTrust root;
    private final PostgresAssertionDatabase database;

    Authority(Issuer issuer, RootOfTrust root, PostgresAssertionDatabase database) {
        this.issuer = issuer;
        this.root = root;
        this.database = database;
    }

    /** Whether the assertion is one that this store has signed itself, and not one that it passes on for another. */
    public boolean isIssuerOf(Assertion assertion) {
        return assertion
                .authorityId()
                .filter(root.require().account().value()::equals)
                .isPresent();
    }

    /** @param validation {@code unproven}, {@code starred} or {@code verified} */
    public Assertion issueAccount(AccountId id, String displayName, String username, String validation) {
        return byStore(
                AssertionType.ACCOUNT,
                Headers.builder()
                        .put("account-id", id.value())
                        .put("display-name", displayName)
                        .put("username", username)
                        .put("validation", validation)
                        .build(),
                NO_BODY);
    }

    /**
     * Lets a key speak for an account; said again with an earlier end, it ends the key.
     *
     * @param until the first moment after its validity, or null if it does not end
     * @param constraints what alone it may sign, as the assertion spells it (assertions.md 2.8), or null for anything
     */
    public Assertion issueAccountKey(
            AccountId account,
            KeyName name,
            PublicKey key,
            Instant since,
            @Nullable Instant until,
            @Nullable HeaderValue constraints) {
        Headers.Builder headers = Headers.builder()
                .put("public-key-sha3-384", key.id().value())
                .put("account-id", account.value())
                .put("name", name.value())
                .put("since", since.toString());
        if (until != null) {
            headers.put("until", until.toString());
        }
        if (constraints != null) {
            headers.put("constraints", constraints);
        }
        return byStore(AssertionType.ACCOUNT_KEY, headers.build(), key.encoded().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Says whose a snap is and what it may do.
     *
     * @param extra further headers such as {@code plugs}, {@code slots} or {@code refresh-control}
     * @throws StoreException if a rule about plugs or slots has a key without meaning: devices would pass over it, and
     *     might then allow what it was to forbid
     */
    public Assertion issueSnapDeclaration(SnapId id, SnapName name, AccountId publisher, Headers extra) {
        try {
            DeclarationRules.checkStrict(extra);
        } catch (AssertionException e) {
            throw new StoreException(
                    ErrorCode.INVALID_ASSERTION, "cannot declare snap " + name + ": " + e.getMessage(), e);
        }
        return byStore(
                AssertionType.SNAP_DECLARATION,
                Headers.builder()
                        .putAll(extra)
                        .put("series", SERIES)
                        .put("snap-id", id.value())
                        .put("snap-name", name.value())
                        .put("publisher-id", publisher.value())
                        .build(),
                NO_BODY);
    }

    /**
     * Says which revision of which snap a file is.
     *
     * @param size of the file in bytes
     * @param developer who uploaded it
     * @param provenance {@code global-upload}, or a provenance for which the snap's declaration names an account whose
     *     key this server holds; that account then signs
     * @throws StoreException if the same file is another revision of the snap already
     */
    public Assertion issueSnapRevision(
            SnapId id, Revision revision, Sha3_384 digest, long size, AccountId developer, String provenance) {
        // said explicitly, a default provenance is left out when writing, which the oldest devices like best
        Headers headers = Headers.builder()
                .put("snap-sha3-384", digest.base64Url())
                .put("provenance", provenance)
                .put("snap-id", id.value())
                .put("snap-revision", revision.toString())
                .put("snap-size", Long.toString(size))
                .put("developer-id", developer.value())
                .build();
        AssertionRef ref = AssertionRef.of(AssertionType.SNAP_REVISION, digest.base64Url(), provenance);
        Optional<Assertion> held = database.findAlike(ref, headers);
        if (held.isPresent() && !held.get().text("snap-revision").equals(revision.toString())) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot sign revision " + revision + " of snap " + nameOf(id) + ": the file " + digest
                            + " is another revision of it already");
        }
        return byRevisionAuthority(AssertionType.SNAP_REVISION, id, provenance, headers);
    }

    /**
     * Says which revision of which component a file is (assertions.md 3.11).
     *
     * @param developer who uploaded it
     * @param provenance as for {@link #issueSnapRevision}
     */
    public Assertion issueSnapResourceRevision(ResourceFile file, AccountId developer, String provenance) {
        Headers headers = Headers.builder()
                .put("snap-id", file.snap().value())
                .put("resource-name", file.name().value())
                .put("resource-sha3-384", file.digest().base64Url())
                .put("provenance", provenance)
                .put("resource-revision", file.revision().toString())
                .put("resource-size", Long.toString(file.size()))
                .put("developer-id", developer.value())
                .build();
        return byRevisionAuthority(AssertionType.SNAP_RESOURCE_REVISION, file.snap(), provenance, headers);
    }

    /** Says that a revision of a component goes with a revision of its snap (assertions.md 3.11). */
    public Assertion issueSnapResourcePair(
            ResourceFile file, Revision snapRevision, AccountId developer, String provenance) {
        Headers headers = Headers.builder()
                .put("snap-id", file.snap().value())
                .put("resource-name", file.name().value())
                .put("resource-revision", file.revision().toString())
                .put("snap-revision", snapRevision.toString())
                .put("provenance", provenance)
                .put("developer-id", developer.value())
                .build();
        return byRevisionAuthority(AssertionType.SNAP_RESOURCE_PAIR, file.snap(), provenance, headers);
    }

    private Assertion byRevisionAuthority(AssertionType type, SnapId snap, String provenance, Headers headers) {
        if (provenance.equals(AssertionType.DEFAULT_PROVENANCE)) {
            return byStore(type, headers, NO_BODY);
        }
        AccountId delegate = delegate(snap, provenance);
        KeyId key = issuer.key(delegate, KeyPurpose.PUBLISHER, KeyPurpose.MODEL);
        return issuer.issue(type, delegate, key, headers, NO_BODY);
    }

    /** Whom the declaration of the snap allows to sign revisions of this provenance. */
    private AccountId delegate(SnapId id, String provenance) {
        return database.find(AssertionRef.of(AssertionType.SNAP_DECLARATION, SERIES, id.value()))
                .flatMap(declaration -> DelegatedAuthority.accountFor(declaration, provenance))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_ASSERTION,
                        "cannot sign a revision of snap " + nameOf(id) + " with provenance \"" + provenance
                                + "\": its declaration names no account that may"));
    }

    /** What people call the snap; its id if it has not been declared. */
    private String nameOf(SnapId id) {
        return database.find(AssertionRef.of(AssertionType.SNAP_DECLARATION, SERIES, id.value()))
                .map(declaration -> declaration.text("snap-name"))
                .orElseGet(id::value);
    }

    /** @param url where devices that use this store as their proxy find it, or null */
    public Assertion issueStore(StoreId store, AccountId operator, @Nullable URI url) {
        Headers.Builder headers = Headers.builder().put("store", store.value()).put("operator-id", operator.value());
        if (url != null) {
            headers.put("url", url.toString());
        }
        return byStore(AssertionType.STORE, headers.build(), NO_BODY);
    }

    /** @param headers what the model says, {@code model} included; {@code series} and {@code brand-id} are added */
    public Assertion issueModel(AccountId brand, Headers headers) {
        return byBrand(AssertionType.MODEL, "brand-id", brand, headers, KeyPurpose.MODEL);
    }

    /** @param body what the device sent along with its request, may be empty */
    public Assertion issueSerial(
            AccountId brand, ModelName model, SerialNumber serial, PublicKey deviceKey, byte[] body) {
        Headers headers = Headers.builder()
                .put("brand-id", brand.value())
                .put("model", model.value())
                .put("serial", serial.value())
                .put("device-key", deviceKey.encoded())
                .put("device-key-sha3-384", deviceKey.id().value())
                .build();
        return issuer.issue(AssertionType.SERIAL, brand, issuer.key(brand, KeyPurpose.SERIAL), headers, body);
    }

    /**
     * Signed with the account's publisher key, or its model key if it has no other.
     *
     * @param sequence 1 or more
     * @param snaps the entries as the assertion spells them (assertions.md 3.14)
     */
    public Assertion issueValidationSet(AccountId account, String name, int sequence, List<HeaderValue> snaps) {
        Headers headers = Headers.builder()
                .put("name", name)
                .put("sequence", Integer.toString(sequence))
                .put("snaps", HeaderValue.items(snaps))
                .build();
        return byBrand(
                AssertionType.VALIDATION_SET, "account-id", account, headers, KeyPurpose.PUBLISHER, KeyPurpose.MODEL);
    }

    /**
     * Lets a gating snap accept, or no longer accept, a revision of another snap (assertions.md 3.13). Signed with the
     * publisher key of the gating snap's publisher, or its model key if it has no other.
     */
    public Assertion issueValidation(
            AccountId publisher, SnapId gating, SnapId approved, Revision revision, boolean revoked) {
        Headers headers = Headers.builder()
                .put("series", SERIES)
                .put("snap-id", gating.value())
                .put("approved-snap-id", approved.value())
                .put("approved-snap-revision", revision.toString())
                .put("revoked", Boolean.toString(revoked))
                .build();
        return issuer.issue(
                AssertionType.VALIDATION,
                publisher,
                issuer.key(publisher, KeyPurpose.PUBLISHER, KeyPurpose.MODEL),
                headers,
                NO_BODY);
    }

    private Assertion byStore(AssertionType type, Headers headers, byte[] body) {
        AccountId account = root.require().account();
        return issuer.issue(type, account, issuer.key(account, KeyPurpose.STORE), headers, body);
    }

    private Assertion byBrand(
            AssertionType type, String accountHeader, AccountId account, Headers headers, KeyPurpose... purposes) {
        KeyId key = issuer.key(account, purposes);
        Headers complete = Headers.builder()
                .putAll(headers)
                .put("series", SERIES)
                .put(accountHeader, account.value())
                .build();
        return issuer.issue(type, account, key, complete, NO_BODY);
    }
}
