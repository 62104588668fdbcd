package org.brandstore.update.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDecoder;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.model.Models;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Risk;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Stores;
import org.brandstore.update.ReleasePolicies;
import org.jspecify.annotations.Nullable;

/**
 * The validation sets that models name: their devices obey each new one (assertions.md 3.14), which is as large a change as
 * a release to stable and needs as many approvals.
 */
@ApplicationScoped
class EnforcedSets implements GatedChange {
    private final SignedStatements statements;
    private final Models models;
    private final Stores stores;
    private final ReleasePolicies policies;

    EnforcedSets(SignedStatements statements, Models models, Stores stores, ReleasePolicies policies) {
        this.statements = statements;
        this.models = models;
        this.stores = stores;
        this.policies = policies;
    }

    /** The store whose devices obey the set: of the first model that names it, in whichever revision devices may have. */
    Optional<BrandStore> storeOf(AccountId account, String name) {
        return stores.all().stream()
                .filter(store -> models.ofBrand(store.brand()).stream()
                        .flatMap(model -> models.revisions(model.brand(), model.name()).stream())
                        .filter(model -> model.headers()
                                .findText("store")
                                .map(store.id().value()::equals)
                                .orElse(true))
                        .anyMatch(model -> names(model, store.brand(), account, name)))
                .findFirst();
    }

    static Draft draft(Assertion set, AccountId account, BrandStore store) {
        return Draft.of(
                ChangeKind.VALIDATION_SET,
                set.ref().toString(),
                "have devices obey validation set " + account + "/" + set.text("name") + " sequence "
                        + set.text("sequence") + ", revision " + set.revision(),
                store.brand(),
                store.id(),
                Map.of(
                        "account",
                        account.value(),
                        "set",
                        new String(set.content(), StandardCharsets.UTF_8),
                        "assertion",
                        Base64.getEncoder().encodeToString(set.encoded())),
                "signed and sent with the publisher's tool, which asks for no reason");
    }

    @Override
    public ChangeKind kind() {
        return ChangeKind.VALIDATION_SET;
    }

    @Override
    public int approvalsNeeded(Draft draft) {
        return policies.approvals(draft.store().orElseThrow(), Risk.STABLE);
    }

    @Override
    public void apply(Draft draft, Actor actor) {
        statements.add(decode(draft), new AccountId(draft.require("account")), "validation-set.signed", actor);
    }

    private static boolean names(Assertion model, AccountId brand, AccountId account, String name) {
        return model.headers()
                .find("validation-sets")
                .filter(HeaderValue.Items.class::isInstance)
                .map(value -> ((HeaderValue.Items) value)
                        .values().stream()
                                .filter(HeaderValue.Entries.class::isInstance)
                                .map(entry -> ((HeaderValue.Entries) entry).values())
                                .anyMatch(entry -> is(entry.get("name"), name)
                                        && (is(entry.get("account-id"), account.value())
                                                || (isOwn(entry.get("account-id")) && brand.equals(account)))))
                .orElse(false);
    }

    /** Without an account the set is the brand's own. */
    private static boolean isOwn(@Nullable HeaderValue account) {
        return account == null || is(account, "");
    }

    private static boolean is(@Nullable HeaderValue value, String text) {
        return value instanceof HeaderValue.Text found && found.value().equals(text);
    }

    private static Assertion decode(Draft draft) {
        try {
            return AssertionDecoder.decode(Base64.getDecoder().decode(draft.require("assertion")));
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.CONFLICT, "cannot read the set any more: " + e.getMessage(), e);
        }
    }
}
