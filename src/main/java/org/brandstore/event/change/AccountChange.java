package org.brandstore.event.change;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;

/** Accounts of brands and publishers, and the keys that speak for them. */
public sealed interface AccountChange extends Change {
    @Audited(
            action = "account.created",
            approval = ApprovalClass.OPEN,
            subject = "account/{account}",
            says = "an account was made, and its assertion signed",
            tells = Topic.ACCOUNTS)
    record Created(
            AccountId brand,
            AccountId account,
            @After String displayName,
            @After String username,
            @After String validation,
            @After int assertionRevision)
            implements AccountChange {}

    @Audited(
            action = "account-key.registered",
            approval = ApprovalClass.GATED,
            subject = "account/{account}/key/{key}",
            brand = "account",
            says = "a key may sign in the name of the account",
            tells = Topic.KEYS)
    record KeyRegistered(
            AccountId account,
            KeyId key,
            @After KeyName name,
            @After String scope,
            @After Instant since,
            @After Optional<Instant> until)
            implements AccountChange {}

    @Audited(
            action = "account-key.ended",
            approval = ApprovalClass.GATED,
            subject = "account/{account}/key/{key}",
            brand = "account",
            says = "a key of the account signs no more, or ends for another cause or at another time than before",
            tells = Topic.KEYS)
    record KeyEnded(
            AccountId account,
            KeyId key,
            @Before Optional<End> former,
            @After End end,
            String why) implements AccountChange {}

    /** @param at until when what it signed counts */
    record End(String cause, Instant at) implements Change.Part {}
}
