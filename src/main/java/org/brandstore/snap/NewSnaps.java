package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Headers;
import org.brandstore.authority.Authority;
import org.brandstore.database.Lock;
import org.brandstore.event.Checked;
import org.brandstore.event.change.SnapChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.registration.RegistrationRules;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Visibility;

/** Makes the row, the declaration and the place in the store of a newly registered snap. */
@ApplicationScoped
class NewSnaps {
    private final SnapRepository rows;
    private final SnapIds ids;
    private final Visibility visibility;
    private final Authority authority;
    private final RegistrationRules rules;
    private final PublisherConfig config;
    private final Clock clock;

    NewSnaps(
            SnapRepository rows,
            SnapIds ids,
            Visibility visibility,
            Authority authority,
            RegistrationRules rules,
            PublisherConfig config,
            Clock clock) {
        this.rows = rows;
        this.ids = ids;
        this.visibility = visibility;
        this.authority = authority;
        this.rules = rules;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Who asks for the same name at the same time waits, and then sees that it is taken.
     *
     * @throws StoreException if the brand has a snap of that name, or nobody may
     */
    void requireFree(SnapName name, BrandStore store, AccountId publisher) {
        rows.lock(Lock.SNAP_PUBLISHER, publisher.value());
        rows.lock(Lock.SNAP_NAME, store.brand() + "/" + name);
        Optional<SnapEntity> taken = rows.find(store.brand(), name);
        if (taken.isPresent()) {
            throw taken(taken.get(), name, store, publisher);
        }
        if (config.reservedNames().orElse(Set.of()).contains(name.value())) {
            throw refused(ErrorCode.RESERVED_NAME, name, "it is reserved");
        }
        rules.of(store.brand()).objection(name).ifPresent(why -> {
            throw refused(ErrorCode.RESERVED_NAME, name, why);
        });
        requireWindow(name, publisher);
    }

    /** Names are for ever, so nobody may take very many of them in a short time. */
    private void requireWindow(SnapName name, AccountId publisher) {
        Instant now = clock.instant();
        List<Instant> lately = rows.registrations(publisher, now.minus(config.registrationWindow()));
        if (lately.size() >= config.registrationLimit()) {
            Instant open =
                    lately.get(lately.size() - config.registrationLimit()).plus(config.registrationWindow());
            long seconds = Math.max(1, Duration.between(now, open).toSeconds());
            throw new StoreException(List.of(new ErrorDetail(
                    ErrorCode.REGISTER_WINDOW,
                    "cannot register the name " + name + ": you registered " + lately.size()
                            + " names lately; try again in " + seconds + " seconds",
                    Map.of("retry_after", seconds))));
        }
    }

    @Checked(value = SnapChange.Shown.class, because = "a new snap has no revision that anybody could see")
    SnapEntity create(SnapName name, BrandStore store, AccountId publisher, boolean isPrivate, Actor actor) {
        SnapEntity row = new SnapEntity();
        row.id = ids.next(name).value();
        row.name = name.value();
        row.storeId = store.id().value();
        row.brandId = store.brand().value();
        row.publisherId = publisher.value();
        row.isPrivate = isPrivate;
        row.defaultTrack = Channel.LATEST.value();
        row.createdAt = clock.instant();
        rows.persistAndFlush(row);
        Snap snap = row.toSnap();
        authority.issueSnapDeclaration(
                snap.id(), name, publisher, Headers.builder().build());
        visibility.offer(store.id(), snap.id(), actor);
        return row;
    }

    /** Whoever asks once more because the answer was lost is told the id that it had. */
    private static StoreException taken(SnapEntity snap, SnapName name, BrandStore store, AccountId publisher) {
        if (!snap.publisherId.equals(publisher.value())) {
            return refused(
                    ErrorCode.ALREADY_REGISTERED,
                    name,
                    "another publisher of this brand has it; ask an administrator of store " + store.name()
                            + " to settle who may");
        }
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.ALREADY_OWNED,
                "cannot register the name " + name + ": it is yours already",
                Map.of("snap_name", name.value(), "snap_id", snap.id))));
    }

    private static StoreException refused(ErrorCode code, SnapName name, String why) {
        return new StoreException(List.of(new ErrorDetail(
                code, "cannot register the name " + name + ": " + why, Map.of("snap_name", name.value()))));
    }
}
