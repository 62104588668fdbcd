package org.brandstore.event.change;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What kind of thing changed, and how its key names one of them; a listener rebuilds what it derives from these. */
public enum Topic {
    /** accounts of brands, publishers and people */
    ACCOUNTS("account"),
    /** assertions that the server holds; the key is the reference, such as {@code validation-set/16/acme/set/1} */
    ASSERTIONS("assertion"),
    /** what devices may see of a snap */
    CATALOG("brand", "snap"),
    /** who works on a snap besides the people of its store */
    COLLABORATORS("brand", "snap"),
    /** deltas between revisions */
    DELTAS("task"),
    /** devices that are let in or shut out */
    DEVICES("brand", "model", "serial"),
    /** invitations into a store */
    INVITATIONS("store", "invitation"),
    /** keys that speak for an account */
    KEYS("account"),
    /** models and what they ask of their devices */
    MODELS("brand", "model"),
    /** people, their roles and credentials */
    PEOPLE("person"),
    /** what a store asks of releases and uploads */
    POLICIES("store"),
    /** changes that wait for approval */
    PROPOSALS("proposal"),
    /** channels of a snap and the requests for them */
    RELEASES("brand", "snap"),
    /** requests for serials */
    SERIALS("brand", "model"),
    /** stores and their addresses */
    STORES("store"),
    /** shares and stops of the channels of a snap: who gets what when */
    UPDATES("brand", "snap"),
    /** uploads of a snap on their way to a revision */
    UPLOADS("brand", "snap");

    /** The key that stands for all keys. */
    public static final String ALL = "*";

    private final String shape;

    Topic(String... parts) {
        this.shape = String.join("/", parts);
    }

    /** What a key consists of, with a slash between two. */
    public List<String> parts() {
        return List.of(shape.split("/"));
    }

    /** @param values one for each of {@link #parts()}, printed */
    public StoreChanged of(Object... values) {
        if (values.length != parts().size()) {
            throw new IllegalArgumentException("cannot tell of " + this + ": its key is " + shape);
        }
        return new StoreChanged(this, Arrays.stream(values).map(String::valueOf).collect(Collectors.joining("/")));
    }

    /** Any of them may have changed. */
    public StoreChanged all() {
        return new StoreChanged(this, ALL);
    }

    /** Empty for one that only a newer program knows. */
    public static Optional<Topic> find(String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.name().equals(name))
                .findFirst();
    }
}
