package org.brandstore.event.change;

import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;

/** A brand's stores and what each asks of releases, uploads and names. */
public sealed interface BrandChange extends Change {
    @Audited(
            action = "store.created",
            approval = ApprovalClass.OPERATOR,
            subject = "store/{store}",
            says = "the brand has another store",
            tells = Topic.STORES)
    record StoreCreated(
            AccountId brand, StoreId store, @After String name) implements BrandChange {}

    @Audited(
            action = "store.url-set",
            approval = ApprovalClass.OPERATOR,
            subject = "store/{store}",
            says = "devices find the store at another address",
            tells = Topic.STORES)
    record StoreUrlSet(
            AccountId brand,
            StoreId store,
            @Before("url") Optional<URI> former,
            @After URI url) implements BrandChange {}

    @Audited(
            action = "release-policy.changed",
            approval = ApprovalClass.GATED,
            subject = "store/{store}/release-policy",
            says = "other numbers of people must approve releases; `approvals` has one for each risk level",
            tells = Topic.POLICIES)
    record ReleasePolicyChanged(
            AccountId brand,
            StoreId store,
            @Before("approvals") Map<String, Integer> former,
            @After Map<String, Integer> approvals,
            String why)
            implements BrandChange {}

    @Audited(
            action = "review-policy.changed",
            approval = ApprovalClass.GATED,
            subject = "store/{store}/review-policy",
            says = "the store does something else about what checks find in uploads, or asks other people about grants",
            tells = Topic.POLICIES)
    record ReviewPolicyChanged(
            AccountId brand,
            StoreId store,
            @Before ReviewPolicy former,
            @After ReviewPolicy policy,
            String why) implements BrandChange {}

    /** @param actions by the code of the check */
    record ReviewPolicy(Map<String, String> actions, long maxBytes, int grantApprovals) implements Change.Part {}

    @Audited(
            action = "name-rules.set",
            approval = ApprovalClass.OPEN,
            subject = "brand/{brand}",
            says = "publishers of the brand may register other names than before")
    record NameRulesSet(
            AccountId brand,
            @Before NameRules former,
            @After NameRules rules,
            String why) implements BrandChange {}

    record NameRules(Collection<String> prefixes, Collection<String> reserved) implements Change.Part {}
}
