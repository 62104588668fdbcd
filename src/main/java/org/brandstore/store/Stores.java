package org.brandstore.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.authority.Authority;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The stores of all brands. A device belongs to the one that its signed model names. */
@ApplicationScoped
public class Stores {
    private final StoreRepository rows;
    private final Accounts accounts;
    private final Authority authority;
    private final Events events;
    private final Clock clock;

    Stores(StoreRepository rows, Accounts accounts, Authority authority, Events events, Clock clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.authority = authority;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes a store and signs its store assertion, with the brand as operator.
     *
     * @throws StoreException if the id is taken or there is no such brand
     */
    @Transactional
    public BrandStore create(NewStore wanted, Actor actor) {
        if (rows.findByIdOptional(wanted.id().value()).isPresent()) {
            throw new StoreException(ErrorCode.CONFLICT, "cannot make the store " + wanted.id() + ": the id is taken");
        }
        accounts.require(wanted.brand());
        StoreEntity row = new StoreEntity();
        row.id = wanted.id().value();
        row.brandId = wanted.brand().value();
        row.name = wanted.name();
        row.url = wanted.url() == null ? null : wanted.url().toString();
        row.createdAt = clock.instant();
        rows.persistAndFlush(row);
        authority.issueStore(wanted.id(), wanted.brand(), wanted.url());
        events.record(Change.created(
                actor.label(),
                "store.created",
                "store/" + row.id,
                wanted.brand(),
                Map.of("name", row.name),
                new StoreChanged(Topic.CATALOG, "store/" + row.id)));
        return row.toStore();
    }

    @Transactional
    public Optional<BrandStore> find(StoreId store) {
        return rows.findByIdOptional(store.value()).map(StoreEntity::toStore);
    }

    /** @throws StoreException with {@link ErrorCode#NOT_FOUND} if there is none */
    @Transactional
    public BrandStore require(StoreId store) {
        return find(store).orElseThrow(() -> new StoreException(ErrorCode.NOT_FOUND, "cannot find the store " + store));
    }

    /** The stores of a brand, by id. */
    @Transactional
    public List<BrandStore> ofBrand(AccountId brand) {
        return rows.ofBrand(brand.value()).stream().map(StoreEntity::toStore).toList();
    }

    @Transactional
    public List<BrandStore> all() {
        return rows.listAll().stream().map(StoreEntity::toStore).toList();
    }
}
