package org.brandstore.event.change;

import java.util.List;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;

/** Whom the server and its devices believe. These concern the server as a whole: they are in no brand's log. */
public sealed interface TrustChange extends Change {
    @Audited(
            action = "root.established",
            approval = ApprovalClass.OPERATOR,
            subject = "account/{account}",
            brand = "",
            says = "the server has made a root of trust of its own",
            tells = Topic.KEYS)
    record RootEstablished(
            AccountId account, @After KeyId rootKey, @After KeyId storeKey) implements TrustChange {}

    @Audited(
            action = "root.imported",
            approval = ApprovalClass.OPERATOR,
            subject = "account/{account}",
            brand = "",
            says = "the server has taken a root of trust that was made elsewhere",
            tells = Topic.KEYS)
    record RootImported(
            AccountId account, @After KeyId rootKey, @After KeyId storeKey) implements TrustChange {}

    @Audited(
            action = "root.key-restored",
            approval = ApprovalClass.OPERATOR,
            subject = "account/{account}",
            brand = "",
            says = "the private root key is on the server again",
            tells = Topic.KEYS)
    record RootKeyRestored(AccountId account, @After KeyId key) implements TrustChange {}

    @Audited(
            action = "root.key-exported",
            approval = ApprovalClass.OPERATOR,
            subject = "account/{account}",
            brand = "",
            says = "somebody has taken a copy of the private root key",
            tells = Topic.KEYS)
    record RootKeyExported(AccountId account, @After KeyId key) implements TrustChange {}

    @Audited(
            action = "root.key-removed",
            approval = ApprovalClass.OPERATOR,
            subject = "account/{account}",
            brand = "",
            says = "the private root key is on the server no more",
            tells = Topic.KEYS)
    record RootKeyRemoved(AccountId account, @After KeyId key) implements TrustChange {}

    @Audited(
            action = "store-key.rotated",
            approval = ApprovalClass.OPERATOR,
            subject = "account/{account}",
            brand = "",
            says = "another key signs what the store says",
            tells = Topic.KEYS)
    record StoreKeyRotated(
            AccountId account,
            @Before("key") KeyId former,
            @After KeyId key) implements TrustChange {}

    @Audited(
            action = "trust.added",
            approval = ApprovalClass.OPERATOR,
            subject = "assertions",
            brand = "",
            says = "the server believes another root",
            tellsAll = {Topic.KEYS, Topic.ASSERTIONS})
    record RootTrusted(@After List<AssertionRef> assertions) implements TrustChange {}

    @Audited(
            action = "assertions.imported",
            approval = ApprovalClass.OPEN,
            subject = "assertions",
            brand = "",
            says = "assertions that others signed were verified and kept",
            tellsAll = {Topic.KEYS, Topic.ASSERTIONS})
    record AssertionsImported(@After List<AssertionRef> assertions) implements TrustChange {}
}
