package org.brandstore.api.door;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/** What a {@link Doorway} asks about the clients of its connection. */
interface Gate {
    /** Lets a request in; empty if there is no room for it. */
    Optional<Visit> admit(Channel connection, HttpRequest head, boolean largeBody);

    BodyBudget budget();

    /** The least rate, for one body or answer after another. */
    Pace newPace();

    /** Counts a request that was turned away. */
    void refused(Refusals.Reason reason);
}
