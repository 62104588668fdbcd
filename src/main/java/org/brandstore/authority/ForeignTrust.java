package org.brandstore.authority;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.assertion.AddOutcome;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.chain.AccountKey;
import org.brandstore.assertion.crypto.SignatureVerifier;
import org.brandstore.assertion.database.TrustAnchors;
import org.brandstore.event.Events;
import org.brandstore.event.change.TrustChange;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Brings in what others have signed: roots that the devices have built in besides ours, and assertions below such roots,
 * with which they let us sign a part or which we only pass on.
 */
@ApplicationScoped
public class ForeignTrust {
    private final TrustAnchors anchors;
    private final AssertionDatabase database;
    private final Events events;

    ForeignTrust(TrustAnchors anchors, AssertionDatabase database, Events events) {
        this.anchors = anchors;
        this.database = database;
        this.events = events;
    }

    /**
     * Believes another root: its account and its keys, each signed by one of these keys.
     *
     * @throws StoreException if they do not belong together, or are held otherwise already
     */
    public void trust(List<Assertion> root, String actor) {
        checkSelfContained(root);
        QuarkusTransaction.requiringNew().run(() -> {
            anchors.lock();
            root.forEach(assertion -> anchors.add(assertion, false));
            events.record(actor, new TrustChange.RootTrusted(refs(root)));
        });
    }

    /**
     * Verifies and adds assertions in whatever order.
     *
     * @return the outcomes in the same order
     */
    public List<AddOutcome> add(List<Assertion> assertions, String actor) {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<AddOutcome> outcomes = database.addAll(assertions);
            List<Assertion> added = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                if (outcomes.get(i) == AddOutcome.ADDED) {
                    added.add(assertions.get(i));
                }
            }
            if (!added.isEmpty()) {
                events.record(actor, new TrustChange.AssertionsImported(refs(added)));
            }
            return outcomes;
        });
    }

    private static void checkSelfContained(List<Assertion> root) {
        for (Assertion assertion : root) {
            if (assertion.type() != AssertionType.ACCOUNT && assertion.type() != AssertionType.ACCOUNT_KEY) {
                throw refused(assertion, "only account and account-key can be trusted");
            }
        }
        TrustedSet set = new TrustedSet(root);
        for (Assertion assertion : root) {
            if (!set.isTrustedAccount(assertion.text("account-id"))) {
                throw refused(assertion, "the account itself is missing beside its key");
            }
            AccountKey key = root.stream()
                    .filter(other -> other.type() == AssertionType.ACCOUNT_KEY)
                    .map(AccountKey::of)
                    .filter(other -> other.publicKey().id().value().equals(assertion.signKeyId()))
                    .findFirst()
                    .orElseThrow(() -> refused(assertion, "the key that signed it is missing beside it"));
            try {
                SignatureVerifier.verify(assertion, key.publicKey());
            } catch (AssertionException e) {
                throw new StoreException(ErrorCode.INVALID_ASSERTION, String.valueOf(e.getMessage()), e);
            }
        }
    }

    private static List<AssertionRef> refs(List<Assertion> assertions) {
        return assertions.stream().map(Assertion::ref).toList();
    }

    private static StoreException refused(Assertion assertion, String why) {
        return new StoreException(ErrorCode.INVALID_ASSERTION, "cannot trust " + assertion.ref() + ": " + why);
    }
}
