package org.brandstore.device;

import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.type.model.ModelView;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.StoreId;

/**
 * What the signed model says with which a device came: it need not be the newest revision of the model.
 *
 * @param revision of the model
 * @param store the store whose device it is; empty if the model names none
 * @param architecture absent on old classic models
 */
public record ShownModel(int revision, Optional<StoreId> store, Optional<Architecture> architecture) {
    /** @param model verified, and a model */
    public static ShownModel of(Assertion model) {
        return new ShownModel(
                model.revision(),
                ModelView.of(model).store(),
                model.headers().findText("architecture").map(Architecture::new));
    }
}
