package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.brandstore.account.Actor;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.event.Events;
import org.brandstore.event.change.ModelChange;
import org.brandstore.model.Models;
import org.brandstore.model.RegisteredModel;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The rules by which devices of each model get serials. Whether somebody has to approve is said by the model itself. */
@ApplicationScoped
public class SerialPolicies {
    private final SerialRulesRepository rows;
    private final Locks locks;
    private final Models models;
    private final Events events;
    private final Clock clock;

    SerialPolicies(SerialRulesRepository rows, Locks locks, Models models, Events events, Clock clock) {
        this.locks = locks;
        this.rows = rows;
        this.models = models;
        this.events = events;
        this.clock = clock;
    }

    /** The rules of a model; the defaults if none were set. */
    @Transactional
    public SerialRules of(AccountId brand, ModelName model) {
        return rows.findByIdOptional(key(brand, model))
                .map(SerialRulesEntity::toRules)
                .orElse(SerialRules.DEFAULT);
    }

    /**
     * The models whose serials anybody gets who asks: without a decision, an API key or a proof of the hardware, at present or
     * from a later time on.
     */
    @Transactional
    public List<RegisteredModel> open() {
        Instant now = clock.instant();
        return models.open().stream()
                .filter(model -> {
                    SerialRules rules = of(model.brand(), model.name());
                    return !rules.hardware()
                            && rules.limits().closes().map(now::isBefore).orElse(true);
                })
                .toList();
    }

    private SerialRules lock(AccountId brand, ModelName model) {
        return locks.row(Lock.SERIAL_POLICY, SerialRulesEntity.class, key(brand, model))
                .map(SerialRulesEntity::toRules)
                .orElse(SerialRules.DEFAULT);
    }

    /** The rules; if they limit, nobody else changes them or counts by them until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    SerialRules forIssuing(AccountId brand, ModelName model) {
        SerialRules rules = of(brand, model);
        return rules.limits().equals(SerialLimits.NONE) ? rules : lock(brand, model);
    }

    /** Sets the rules of a model together with who approves its devices. */
    @Transactional
    public void set(RegisteredModel model, SerialPolicy approval, SerialRules rules, String why, Actor actor) {
        if (model.serialPolicy() != approval) {
            models.setSerialPolicy(model.brand(), model.name(), approval, actor);
        }
        set(model.brand(), model.name(), rules, why, actor);
    }

    /** @throws StoreException {@link ErrorCode#NOT_FOUND} if there is no such model */
    @Transactional
    public void set(AccountId brand, ModelName model, SerialRules rules, String why, Actor actor) {
        if (models.find(brand, model).isEmpty()) {
            throw new StoreException(ErrorCode.NOT_FOUND, "cannot find the model " + model + " of this brand");
        }
        SerialRules before = of(brand, model);
        if (before.equals(rules)) {
            return;
        }
        SerialRulesEntity row = rows.findByIdOptional(key(brand, model)).orElseGet(() -> {
            SerialRulesEntity added = new SerialRulesEntity();
            added.brandId = brand.value();
            added.model = model.value();
            return added;
        });
        row.take(rules);
        rows.persist(row);
        events.record(actor.label(), new ModelChange.SerialRulesSet(brand, model, told(before), told(rules), why));
    }

    private static ModelChange.SerialRules told(SerialRules rules) {
        SerialLimits limits = rules.limits();
        return new ModelChange.SerialRules(
                rules.duplicates().wireName(),
                rules.hardware(),
                limits.most(),
                limits.rate().map(rate -> rate.serials() + " in " + rate.within()),
                limits.opens(),
                limits.closes(),
                rules.remodelFrom());
    }

    private static SerialRulesEntity.Key key(AccountId brand, ModelName model) {
        return new SerialRulesEntity.Key(brand.value(), model.value());
    }
}
