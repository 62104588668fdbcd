package org.brandstore.model.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyEnding;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.assertion.database.KeyEndCause;
import org.brandstore.naming.KeyId;

/** Lets a key of a brand sign no more. */
@ApplicationScoped
class KeyEndChange implements GatedChange {
    private final AccountKeys keys;

    KeyEndChange(AccountKeys keys) {
        this.keys = keys;
    }

    @Override
    public ChangeKind kind() {
        return ChangeKind.ACCOUNT_KEY_END;
    }

    @Override
    public void apply(Draft draft, Actor actor) {
        KeyEndCause cause = KeyEndCause.find(draft.require(BrandKeys.CAUSE)).orElseThrow();
        Optional<Instant> lastTrusted = Optional.of(draft.require(BrandKeys.LAST_TRUSTED))
                .filter(time -> !time.isEmpty())
                .map(Instant::parse);
        keys.end(
                draft.brand(),
                new KeyId(draft.require(BrandKeys.KEY)),
                new KeyEnding(cause, lastTrusted, draft.reason()),
                actor);
    }
}
