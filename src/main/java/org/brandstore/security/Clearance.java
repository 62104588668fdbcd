package org.brandstore.security;

/** How much of what a method demands has been checked for the present request. */
final class Clearance {
    private final Demand demand;
    private boolean subject;
    private boolean channels;

    Clearance(Demand demand) {
        this.demand = demand;
        subject = demand.self();
        channels = demand.limits() != Limits.CHANNELS;
    }

    Demand demand() {
        return demand;
    }

    /** The snap or store has been checked. */
    void passSubject() {
        subject = true;
    }

    /** All channels that the request names have been checked. */
    void passChannels() {
        channels = true;
    }

    boolean isComplete() {
        return subject && channels;
    }
}
