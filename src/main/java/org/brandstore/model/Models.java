package org.brandstore.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.authority.Authority;
import org.brandstore.event.Events;
import org.brandstore.event.change.ModelChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Stores;

/** The device models of all brands. Only devices of a model that is registered here get a serial from this server. */
@ApplicationScoped
public class Models {
    /** Devices move their clocks forward to a model's time (assertions.md 5.2); this much is forgiven. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final ModelRepository rows;
    private final AssertionDatabase database;
    private final Authority authority;
    private final Stores stores;
    private final Events events;
    private final Clock clock;
    private final SecureRandom random;

    Models(
            ModelRepository rows,
            AssertionDatabase database,
            Authority authority,
            Stores stores,
            Events events,
            Clock clock,
            SecureRandom random) {
        this.rows = rows;
        this.database = database;
        this.authority = authority;
        this.stores = stores;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Signs a model with the brand's key, which this server holds, and registers it. Said again with other headers, it
     * becomes the next revision.
     *
     * @param headers everything but {@code series}, {@code brand-id} and what signing adds (assertions.md 3.4)
     * @throws StoreException if the headers are no model, or its store is another brand's
     */
    @Transactional
    public Assertion sign(AccountId brand, Headers headers, Actor actor) {
        try {
            Assertion model = authority.issueModel(brand, headers);
            register(model, actor);
            return model;
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.INVALID_ASSERTION, "cannot sign the model: " + e.getMessage(), e);
        }
    }

    /**
     * Registers a model that the brand signed elsewhere.
     *
     * @throws StoreException if it does not verify, or its store is another brand's
     */
    @Transactional
    public RegisteredModel accept(Assertion model, Actor actor) {
        if (model.type() != AssertionType.MODEL) {
            throw new StoreException(
                    ErrorCode.INVALID_ASSERTION, "cannot accept " + model.ref() + ": it is not a model");
        }
        try {
            database.add(model);
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.INVALID_ASSERTION, "cannot accept the model: " + e.getMessage(), e);
        }
        return register(model, actor);
    }

    @Transactional
    public Optional<RegisteredModel> find(AccountId brand, ModelName name) {
        return row(brand, name).map(ModelEntity::toModel);
    }

    /** The models of a brand, by name. */
    @Transactional
    public List<RegisteredModel> ofBrand(AccountId brand) {
        return rows.ofBrand(brand.value()).stream().map(ModelEntity::toModel).toList();
    }

    /** The models of all brands that ask nobody and for no key before they give a serial, by brand and name. */
    @Transactional
    public List<RegisteredModel> open() {
        return rows.open().stream().map(ModelEntity::toModel).toList();
    }

    /** The newest signed assertion of a model. */
    @Transactional
    public Optional<Assertion> assertion(AccountId brand, ModelName name) {
        return database.find(AssertionRef.of(AssertionType.MODEL, "16", brand.value(), name.value()));
    }

    /** Every signed revision of a model that is known here: devices may have any of them. */
    @Transactional
    public List<Assertion> revisions(AccountId brand, ModelName name) {
        return database.history(AssertionRef.of(AssertionType.MODEL, "16", brand.value(), name.value()));
    }

    /** Whether there may be devices of the model in the store: any of its revisions names the store, or names none. */
    @Transactional
    public boolean belongsTo(RegisteredModel model, BrandStore store) {
        return model.brand().equals(store.brand())
                && Stream.concat(
                                Stream.of(model.store().map(StoreId::value)),
                                revisions(model.brand(), model.name()).stream()
                                        .map(revision -> revision.headers().findText("store")))
                        .anyMatch(named -> named.map(store.id().value()::equals).orElse(true));
    }

    /** @throws StoreException if there is no such model */
    @Transactional
    public void setSerialPolicy(AccountId brand, ModelName name, SerialPolicy policy, Actor actor) {
        ModelEntity row = require(brand, name);
        String before = row.serialPolicy;
        row.serialPolicy = policy.wireName();
        events.record(actor.label(), new ModelChange.SerialPolicySet(brand, name, before, policy.wireName()));
    }

    /**
     * Makes a new API key for the devices of a model; the old one stops working.
     *
     * @return the key, which is told this once
     */
    @Transactional
    public String renewApiKey(AccountId brand, ModelName name, Actor actor) {
        ModelEntity row = require(brand, name);
        String key = ApiKeys.generate(random);
        row.apiKeyHash = ApiKeys.hash(key);
        events.record(actor.label(), new ModelChange.ApiKeyRenewed(brand, name));
        return key;
    }

    /** Demands no API key from the devices of a model any more. */
    @Transactional
    public void dropApiKey(AccountId brand, ModelName name, Actor actor) {
        ModelEntity row = require(brand, name);
        if (row.apiKeyHash == null) {
            return;
        }
        row.apiKeyHash = null;
        events.record(actor.label(), new ModelChange.ApiKeyDropped(brand, name));
    }

    /** Whether the key opens the serial service for the model's devices; any key does where none is needed. */
    @Transactional
    public boolean apiKeyMatches(AccountId brand, ModelName name, String key) {
        return row(brand, name)
                .map(row -> row.apiKeyHash == null || ApiKeys.matches(key, row.apiKeyHash))
                .orElse(false);
    }

    /** Takes over what the newest revision says, which need not be the one that came in. */
    private RegisteredModel register(Assertion added, Actor actor) {
        Assertion model = database.find(added.ref()).orElse(added);
        AccountId brand = new AccountId(model.text("brand-id"));
        ModelName name = new ModelName(model.text("model"));
        if (!rows.isAccountHere(brand.value())) {
            throw new StoreException(
                    ErrorCode.RESOURCE_NOT_FOUND, "cannot register the model: there is no brand " + brand + " here");
        }
        model.timestamp()
                .filter(clock.instant().plus(CLOCK_TOLERANCE)::isBefore)
                .ifPresent(time -> {
                    throw new StoreException(
                            ErrorCode.INVALID_ASSERTION,
                            "cannot register the model: its timestamp " + time
                                    + " is still to come, and devices set their" + " clocks by it");
                });
        Optional<StoreId> store = model.headers().findText("store").map(StoreId::new);
        Optional<String> architecture = model.headers().findText("architecture");
        store.ifPresent(id -> requireOwnStore(id, brand));
        ModelEntity row = row(brand, name).orElseGet(() -> newRow(brand, name));
        row.storeId = store.map(StoreId::value).orElse(null);
        row.architecture =
                architecture.map(Architecture::new).map(Architecture::value).orElse(null);
        rows.persist(row);
        events.record(actor.label(), new ModelChange.Registered(brand, name, model.revision(), store));
        return row.toModel();
    }

    /** A model naming another brand's store would be of no use, and tell whether that store exists. */
    private void requireOwnStore(StoreId store, AccountId brand) {
        if (stores.find(store).map(BrandStore::brand).filter(brand::equals).isEmpty()) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot register the model: its store " + store + " is not a store of brand " + brand);
        }
    }

    private ModelEntity newRow(AccountId brand, ModelName name) {
        ModelEntity row = new ModelEntity();
        row.brandId = brand.value();
        row.name = name.value();
        row.createdAt = clock.instant();
        return row;
    }

    private Optional<ModelEntity> row(AccountId brand, ModelName name) {
        return rows.findByIdOptional(new ModelEntity.Key(brand.value(), name.value()));
    }

    private ModelEntity require(AccountId brand, ModelName name) {
        return row(brand, name)
                .orElseThrow(() ->
                        new StoreException(ErrorCode.NOT_FOUND, "cannot find the model " + name + " of this brand"));
    }
}
