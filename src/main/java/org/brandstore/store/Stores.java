package org.brandstore.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.authority.Authority;
import org.brandstore.event.Events;
import org.brandstore.event.change.BrandChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.site.PublicUrls;

/** The stores of all brands. A device belongs to the one that its signed model names. */
@ApplicationScoped
public class Stores {
    private final StoreRepository rows;
    private final Accounts accounts;
    private final Authority authority;
    private final Events events;
    private final PublicUrls urls;
    private final Clock clock;

    Stores(StoreRepository rows, Accounts accounts, Authority authority, Events events, PublicUrls urls, Clock clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.authority = authority;
        this.events = events;
        this.urls = urls;
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
        accounts.requireBrand(wanted.brand());
        StoreEntity row = new StoreEntity();
        row.id = wanted.id().value();
        row.brandId = wanted.brand().value();
        row.name = wanted.name();
        URI url = proxyUrl(wanted.url() == null ? URI.create(urls.of("/")) : wanted.url());
        row.url = url.toString();
        row.createdAt = clock.instant();
        rows.persistAndFlush(row);
        authority.issueStore(wanted.id(), wanted.brand(), url);
        events.record(actor.label(), new BrandChange.StoreCreated(wanted.brand(), wanted.id(), row.name));
        return row.toStore();
    }

    /**
     * Moves a store to another URL: its store assertion gets a next revision.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if there is no such store, {@link ErrorCode#INVALID_FIELD} if
     *     devices could not use the URL
     */
    @Transactional
    public BrandStore setUrl(StoreId store, URI wanted, Actor actor) {
        BrandStore before = require(store);
        URI url = proxyUrl(wanted);
        if (before.url().filter(url::equals).isPresent()) {
            return before;
        }
        StoreEntity row = rows.findById(store.value());
        row.url = url.toString();
        authority.issueStore(store, before.brand(), url);
        events.record(actor.label(), new BrandChange.StoreUrlSet(before.brand(), store, before.url(), url));
        return row.toStore();
    }

    /** As devices need it: http or https, a host, and a path that ends in a slash (device-api.md 17, trap 14). */
    private static URI proxyUrl(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot use " + url + " as the URL of a store: it must be http or https with a host, without query"
                            + " and fragment");
        }
        return url.toString().endsWith("/") ? url : URI.create(url + "/");
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
