package org.brandstore.model;

/** Says in words whom a model gives serials, and what to do about it. */
public final class SerialSentences {
    private SerialSentences() {}

    /** What a brand has to know after it signed or took in a model. */
    public static String of(RegisteredModel model) {
        return switch (model.serialPolicy()) {
            case MANUAL ->
                "devices of " + name(model)
                        + " get their serials after a decision: in the console, or brandstore serial"
                        + " waiting and approve";
            case CLOSED -> "new devices of " + name(model) + " get no serials";
            case AUTOMATIC ->
                model.keyNeeded()
                        ? "devices of " + name(model) + " get their serials at once if they show its API key"
                        : open(model);
        };
    }

    /** The warning about a model that asks nobody and for nothing. */
    public static String open(RegisteredModel model) {
        return "warning: anybody who asks gets a serial of " + name(model)
                + ", and with it all that its devices see: make an API key (brandstore model api-key), or set its approval"
                + " to manual";
    }

    private static String name(RegisteredModel model) {
        return model.brand() + "/" + model.name();
    }
}
