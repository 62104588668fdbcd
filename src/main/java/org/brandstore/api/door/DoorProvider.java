package org.brandstore.api.door;

import io.quarkus.arc.Arc;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/** Found by Vert.x when it starts (META-INF/services), which is the one moment at which its transport can be wrapped. */
public final class DoorProvider implements VertxServiceProvider {
    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new DoorTransport(
                builder.findTransport(),
                () -> Arc.container().instance(Door.class).get()));
    }
}
