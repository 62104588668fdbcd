package org.brandstore.model.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyScope;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.assertion.codec.AssertionDecoder;

/** Lets a key sign whatever its brand may say. The one who asked for it is the one who brought it. */
@ApplicationScoped
class KeyRegistration implements GatedChange {
    private final AccountKeys keys;

    KeyRegistration(AccountKeys keys) {
        this.keys = keys;
    }

    @Override
    public ChangeKind kind() {
        return ChangeKind.ACCOUNT_KEY;
    }

    @Override
    public void apply(Draft draft, Actor actor) {
        Optional<PersonId> author =
                Optional.ofNullable(draft.content().get(BrandKeys.AUTHOR)).map(id -> new PersonId(UUID.fromString(id)));
        keys.register(
                draft.brand(),
                AssertionDecoder.decode(draft.require(BrandKeys.REQUEST).getBytes(UTF_8)),
                KeyScope.ANY,
                new Actor(actor.label(), author));
    }
}
