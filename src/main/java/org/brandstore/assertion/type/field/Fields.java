package org.brandstore.assertion.type.field;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Excerpt;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.Scalars;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;

/**
 * The fields of an assertion's headers, or of a map inside them. Every method throws {@link AssertionException} with
 * {@link Reason#INVALID} if the field breaks the rule in the method's name; {@code find...} allows it to be absent.
 */
public final class Fields {
    private final String subject;
    private final String place;
    private final SortedMap<String, HeaderValue> values;

    private Fields(String subject, String place, SortedMap<String, HeaderValue> values) {
        this.subject = subject;
        this.place = place;
        this.values = values;
    }

    /** The headers of an assertion that must be of this type. */
    public static Fields of(Assertion assertion, AssertionType type) {
        if (assertion.type() != type) {
            throw new AssertionException(
                    Reason.INVALID, "cannot use " + assertion.type() + ": an assertion of type " + type + " is needed");
        }
        return of(type, assertion.headers());
    }

    /** Headers of an assertion to be. */
    public static Fields of(AssertionType type, Headers headers) {
        return new Fields(type.wireName(), "", headers.asMap());
    }

    /**
     * A map inside a header.
     *
     * @param subject what the whole is, for messages
     * @param place where the map is, for messages: begins with a space
     */
    public static Fields of(String subject, String place, HeaderValue.Entries map) {
        return new Fields(subject, place, map.values());
    }

    /** The same fields, with other words for where they are. */
    public Fields at(String newPlace) {
        return new Fields(subject, newPlace, values);
    }

    /** What the whole is, as messages name it. */
    public String subject() {
        return subject;
    }

    /** Where these fields are, as messages name it: empty, or beginning with a space. */
    public String place() {
        return place;
    }

    public Set<String> names() {
        return values.keySet();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<HeaderValue> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A text that may be absent or empty. */
    public Optional<String> findText(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case HeaderValue.Text text -> Optional.of(text.value());
            case HeaderValue.Items items -> throw refuse(name, "must be a text, not a list");
            case HeaderValue.Entries entries -> throw refuse(name, "must be a text, not a map");
        };
    }

    /** A text that must be there but may be empty. */
    public String text(String name) {
        return findText(name).orElseThrow(() -> refuse(name, "is missing"));
    }

    public String nonEmpty(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            throw refuse(name, "must not be empty");
        }
        return text;
    }

    public String named(String name, NameRule rule) {
        String text = text(name);
        if (!rule.allows(text)) {
            throw refuse(name, "must be " + rule.words() + ", not " + quoted(text));
        }
        return text;
    }

    public Optional<String> findNamed(String name, NameRule rule) {
        return has(name) ? Optional.of(named(name, rule)) : Optional.empty();
    }

    public AccountId accountId(String name) {
        return new AccountId(named(name, NameRule.ACCOUNT_ID));
    }

    public SnapId snapId(String name) {
        return new SnapId(named(name, NameRule.SNAP_ID));
    }

    public SnapName snapName(String name) {
        return new SnapName(named(name, NameRule.SNAP_NAME));
    }

    public ModelName modelName(String name) {
        return new ModelName(named(name, NameRule.MODEL));
    }

    public StoreId storeId(String name) {
        return new StoreId(named(name, NameRule.STORE_ID));
    }

    /** The {@code provenance} of a file, with its default. */
    public String provenance() {
        return findNamed("provenance", NameRule.WORD).orElse(AssertionType.DEFAULT_PROVENANCE);
    }

    /** One of these words. */
    public String oneOf(String name, List<String> words) {
        String text = text(name);
        if (!words.contains(text)) {
            throw refuse(name, "must be " + String.join(" or ", words) + ", not " + quoted(text));
        }
        return text;
    }

    /** One of these words; the empty text counts as absent. */
    public Optional<String> findOneOf(String name, List<String> words) {
        Optional<String> text = findText(name).filter(value -> !value.isEmpty());
        return text.isPresent() ? Optional.of(oneOf(name, words)) : Optional.empty();
    }

    public int integer(String name, int min) {
        int value = scalar(name, "must be an integer without leading zeros", Scalars::integer);
        if (value < min) {
            throw refuse(name, "must be " + min + " or more, not " + value);
        }
        return value;
    }

    public Optional<Integer> findInteger(String name, int min) {
        return has(name) ? Optional.of(integer(name, min)) : Optional.empty();
    }

    public Revision revision(String name) {
        return new Revision(integer(name, 1));
    }

    public Optional<Revision> findRevision(String name) {
        return findInteger(name, 1).map(Revision::new);
    }

    /** A number of bytes. Unsigned 64 bits are allowed on the wire; more than 63 bits are no size of anything. */
    public long size(String name) {
        long value = scalar(name, "must be an unsigned integer without leading zeros", Scalars::size);
        if (value < 0) {
            throw refuse(name, "must be less than 2^63");
        }
        return value;
    }

    /** {@code true} or {@code false}; absent is false. */
    public boolean flag(String name) {
        return has(name) && scalar(name, "must be true or false", Scalars::bool);
    }

    public Instant time(String name) {
        return scalar(name, "must be an RFC 3339 time with seconds and zone", Scalars::time);
    }

    public Optional<Instant> findTime(String name) {
        return has(name) ? Optional.of(time(name)) : Optional.empty();
    }

    /** Refuses an end before its start; both are fields of this. */
    public void demandOrder(Instant since, Optional<Instant> until) {
        if (until.isPresent() && until.get().isBefore(since)) {
            throw refuse("until", "must not be before \"since\"");
        }
    }

    /** A digest in unpadded base64url. */
    public Sha3_384 digest(String name) {
        String text = text(name);
        if (!text.matches("[-_A-Za-z0-9]{64}")) {
            throw refuse(name, "must be 48 bytes in unpadded base64url, not " + quoted(text));
        }
        return Sha3_384.ofBase64Url(text);
    }

    /** A list of texts; absent is empty. */
    public List<String> texts(String name) {
        return items(name, "a list of texts").stream()
                .map(item -> switch (item) {
                    case HeaderValue.Text text -> text.value();
                    case HeaderValue.Items items -> throw refuse(name, "must be a list of texts");
                    case HeaderValue.Entries entries -> throw refuse(name, "must be a list of texts");
                })
                .toList();
    }

    /** A list of texts that all follow the rule; absent is empty. */
    public List<String> names(String name, NameRule rule) {
        List<String> texts = texts(name);
        for (String text : texts) {
            if (!rule.allows(text)) {
                throw refuse(name, "must list only " + rule.words() + ", not " + quoted(text));
            }
        }
        return texts;
    }

    /** A list of texts that are all among these words; absent is empty. */
    public List<String> wordsOf(String name, List<String> words) {
        List<String> texts = texts(name);
        for (String text : texts) {
            if (!words.contains(text)) {
                throw refuse(name, "must list only " + String.join(" or ", words) + ", not " + quoted(text));
            }
        }
        return texts;
    }

    /** A list of maps; absent is empty. Messages about an entry name its position until {@link #at} says better. */
    public List<Fields> maps(String name) {
        List<Fields> maps = new ArrayList<>();
        for (HeaderValue item : items(name, "a list of maps")) {
            if (!(item instanceof HeaderValue.Entries map)) {
                throw refuse(name, "must be a list of maps");
            }
            maps.add(of(subject, " of entry " + (maps.size() + 1) + " of \"" + name + "\"" + place, map));
        }
        return maps;
    }

    /** A map that may be absent. */
    public Optional<Fields> findMap(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case HeaderValue.Entries map -> Optional.of(of(subject, " of \"" + name + "\"" + place, map));
            case HeaderValue.Text text -> throw refuse(name, "must be a map, not a text");
            case HeaderValue.Items items -> throw refuse(name, "must be a map, not a list");
        };
    }

    /** Refuses a field that is there. */
    public void forbid(String name, String why) {
        if (has(name)) {
            throw refuse(name, "must be absent: " + why);
        }
    }

    /** Refuses an assertion of which {@code authority-id} is not the text of this field. */
    public void demandAuthority(String name) {
        String authority = text("authority-id");
        if (!authority.equals(text(name))) {
            throw refuse("authority-id", "must be equal to \"" + name + "\", not " + quoted(authority));
        }
    }

    /** Refuses a field that is not there, whatever its kind. */
    public void demand(String name) {
        if (!has(name)) {
            throw refuse(name, "is missing");
        }
    }

    /** Refuses any other field than these. */
    public void allowOnly(Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw refuse(name, "is not known here");
            }
        }
    }

    /** The failure of one field. */
    public AssertionException refuse(String name, String rule) {
        return refuse('"' + Excerpt.of(name) + '"' + place + " " + rule);
    }

    /** A failure of the whole. */
    public AssertionException refuse(String why) {
        return new AssertionException(Reason.INVALID, "cannot use " + subject + ": " + why);
    }

    /** Foreign text in quotes, made fit for a message. */
    public static String quoted(String text) {
        return '"' + Excerpt.of(text) + '"';
    }

    private List<HeaderValue> items(String name, String what) {
        return switch (values.get(name)) {
            case null -> List.of();
            case HeaderValue.Items items -> items.values();
            case HeaderValue.Text text -> throw refuse(name, "must be " + what + ", not a text");
            case HeaderValue.Entries map -> throw refuse(name, "must be " + what + ", not a map");
        };
    }

    private <T> T scalar(String name, String rule, BiFunction<String, String, T> reader) {
        String text = nonEmpty(name);
        try {
            return reader.apply(name, text);
        } catch (AssertionException e) {
            AssertionException refusal = refuse(name, rule + ", not " + quoted(text));
            refusal.initCause(e);
            throw refusal;
        }
    }
}
