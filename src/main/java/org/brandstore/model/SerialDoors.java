package org.brandstore.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.problem.StoreException;

/** Opens and closes the way of a model's devices to their serials, approval and API key together. */
@ApplicationScoped
public class SerialDoors {
    private final Models models;

    SerialDoors(Models models) {
        this.models = models;
    }

    /**
     * Says whom a model gives serials.
     *
     * @return the new API key, which is told this once, if it asks for one
     * @throws StoreException {@link org.brandstore.problem.ErrorCode#NOT_FOUND} if there is no such model
     */
    @Transactional
    public Optional<String> set(AccountId brand, ModelName model, SerialDoor door, Actor actor) {
        return switch (door) {
            case MANUAL -> {
                models.setSerialPolicy(brand, model, SerialPolicy.MANUAL, actor);
                yield Optional.empty();
            }
            case AUTOMATIC -> {
                models.setSerialPolicy(brand, model, SerialPolicy.AUTOMATIC, actor);
                models.dropApiKey(brand, model, actor);
                yield Optional.empty();
            }
            case API_KEY -> {
                String key = models.renewApiKey(brand, model, actor);
                models.setSerialPolicy(brand, model, SerialPolicy.AUTOMATIC, actor);
                yield Optional.of(key);
            }
        };
    }
}
