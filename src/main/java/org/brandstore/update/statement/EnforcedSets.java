package org.brandstore.update.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.type.model.ModelView;
import org.brandstore.event.change.StatementChange;
import org.brandstore.model.Models;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Risk;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Stores;
import org.brandstore.update.ReleasePolicies;

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
    private final Accounts accounts;

    EnforcedSets(
            SignedStatements statements, Models models, Stores stores, ReleasePolicies policies, Accounts accounts) {
        this.accounts = accounts;
        this.statements = statements;
        this.models = models;
        this.stores = stores;
        this.policies = policies;
    }

    /**
     * A set that devices of a store obey, since one of their models names it in whichever revision they may have.
     *
     * @param account whose set it is
     */
    record Obeyed(BrandStore store, AccountId account, String name) {}

    /** Everything that devices obey. */
    Stream<Obeyed> all() {
        return stores.all().stream().flatMap(this::of);
    }

    /** The store whose devices obey the set; of several, the one that wants the most approvals. */
    Optional<BrandStore> storeOf(AccountId account, String name) {
        return obeying(account, name).max(Comparator.comparingInt(this::approvals));
    }

    private Stream<BrandStore> obeying(AccountId account, String name) {
        return all().filter(set -> set.account().equals(account) && set.name().equals(name))
                .map(Obeyed::store);
    }

    private Stream<Obeyed> of(BrandStore store) {
        return models.ofBrand(store.brand()).stream()
                .flatMap(model -> models.revisions(model.brand(), model.name()).stream())
                .map(ModelView::of)
                .filter(model ->
                        model.identity().store().map(store.id()::equals).orElse(true))
                .flatMap(model -> model.validationSets().stream())
                .map(set -> new Obeyed(store, set.accountId(), set.name()));
    }

    /** How many must approve that devices of the store are told other revisions. */
    int approvals(BrandStore store) {
        return policies.approvals(store.id(), Risk.STABLE);
    }

    Draft draft(Assertion set, AccountId account, BrandStore store) {
        return Draft.of(
                ChangeKind.VALIDATION_SET,
                set.ref().toString(),
                "have devices obey validation set " + accounts.require(account).username() + "/" + set.text("name")
                        + " sequence " + set.text("sequence") + ", revision " + set.revision(),
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
        return obeying(new AccountId(draft.require("account")), decode(draft).text("name"))
                .mapToInt(this::approvals)
                .reduce(policies.approvals(draft.store().orElseThrow(), Risk.STABLE), Math::max);
    }

    @Override
    public void apply(Draft draft, Actor actor) {
        statements.add(
                decode(draft),
                new AccountId(draft.require("account")),
                StatementChange.ValidationSetSigned::new,
                actor);
    }

    private static Assertion decode(Draft draft) {
        try {
            return AssertionDecoder.decode(Base64.getDecoder().decode(draft.require("assertion")));
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.CONFLICT, "cannot read the set any more: " + e.getMessage(), e);
        }
    }
}
