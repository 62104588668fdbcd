package org.brandstore.assertion.type.field;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.brandstore.naming.Channel;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.NameRules;
import org.brandstore.naming.Risk;

/** How the names inside assertions are spelt, each with the words for a message (assertions.md 1.8). */
public final class NameRule {
    public static final NameRule ACCOUNT_ID =
            new NameRule("32 letters and digits, or 2 to 28 of a-z, 0-9 and '-'", NameRules::isAccountId);
    public static final NameRule KEY_NAME = new NameRule(
            "lower-case letters, digits and single inner '-', with at least one letter", NameRules::isKeyName);
    public static final NameRule SNAP_NAME = new NameRule(
            "2 to 40 lower-case letters, digits and single inner '-', with at least one letter", NameRules::isSnapName);
    /** A snap name, perhaps followed by the key of a parallel installation. */
    public static final NameRule SNAP_INSTANCE =
            new NameRule("a snap name, perhaps followed by '_' and 1 to 10 letters and digits", NameRule::isInstance);

    public static final NameRule SNAP_ID = new NameRule("32 letters and digits", NameRules::isSnapId);
    public static final NameRule STORE_ID =
            new NameRule("letters, digits, '-' or '_', at most 64", NameRules::isStoreId);
    public static final NameRule ARCHITECTURE =
            new NameRule("2 to 16 lower-case letters and digits", NameRules::isArchitecture);
    public static final NameRule MODEL =
            new NameRule("lower-case letters, digits and single inner '-'", NameRules::isModelName);
    /** A brand's account id, a slash and a model name. */
    public static final NameRule BRAND_MODEL =
            new NameRule("an account id, '/' and a model name", NameRule::isBrandModel);
    /** A brand's account id, a slash and the beginning of a model name, perhaps closed by {@code *}. */
    public static final NameRule BRAND_MODEL_PREFIX =
            new NameRule("an account id, '/' and a model name, perhaps ending in '*'", NameRule::isBrandModelPrefix);
    /** Letters of both cases; provenances, apps, hardware names. */
    public static final NameRule WORD = new NameRule("letters, digits and single inner '-'", Patterns.WORD);
    /** Names of validation sets and labels of recovery systems. */
    public static final NameRule LOWER_WORD =
            new NameRule("lower-case letters, digits and single inner '-'", Patterns.LOWER_WORD);
    /** Names of confdb schemas and views. */
    public static final NameRule CONFDB_NAME =
            new NameRule("lower-case letters, digits and single inner '-', first a letter", Patterns.CONFDB_NAME);
    /** An account id, a confdb schema and one of its views, joined by slashes. */
    public static final NameRule CONFDB_VIEW =
            new NameRule("an account id, a confdb name and a view name joined by '/'", NameRule::isConfdbView);

    public static final NameRule ALIAS =
            new NameRule("letters, digits, '-', '_' and '.', first a letter or digit", Patterns.ALIAS);
    public static final NameRule USERNAME =
            new NameRule("lower-case letters, digits, '-', '_' and '.', first a letter or digit", Patterns.USERNAME);
    /** The stricter of the two serial rules: what this store issues and device ids are made of. */
    public static final NameRule STRICT_SERIAL =
            new NameRule("letters and digits with single inner ':', '+' or '-'", NameRules::isStrictSerial);
    /** {@code serial.model.brand-id}. */
    public static final NameRule DEVICE_ID =
            new NameRule("a serial, a model name and an account id joined by '.'", NameRule::isDeviceId);

    public static final NameRule MESSAGE_ID = new NameRule(
            "4 to 16 letters and digits, perhaps followed by '-' and a number of 1 or more", NameRule::isMessageId);
    public static final NameRule MESSAGE_KIND =
            new NameRule("lower-case letters with single inner '-'", Patterns.MESSAGE_KIND);
    public static final NameRule SNAP_MODE =
            new NameRule("lower-case letters and '-', at least two, first a letter", Patterns.SNAP_MODE);
    public static final NameRule DISTRIBUTION =
            new NameRule("lower-case letters, digits, '.', '_' and '-'", Patterns.DISTRIBUTION);
    /** A track of a channel alone, without risk. */
    public static final NameRule TRACK = new NameRule("a track without risk or branch", NameRule::isTrack);

    /** A channel in any spelling. */
    public static final NameRule CHANNEL = new NameRule("a channel", NameRule::isChannel);
    /** What a message may assume of a device. */
    public static final NameRule FEATURE = new NameRule(
            "lower-case letters and digits with single inner '-', or snapd and a version", Patterns.FEATURE);

    private final String words;
    private final Predicate<String> rule;

    private NameRule(String words, Predicate<String> rule) {
        this.words = words;
        this.rule = rule;
    }

    private NameRule(String words, Pattern pattern) {
        this(words, text -> pattern.matcher(text).matches());
    }

    /** What a right text is made of, to follow "must be". */
    public String words() {
        return words;
    }

    /** Whether the whole text follows the rule. */
    public boolean allows(String text) {
        return rule.test(text);
    }

    private static boolean isBrandModel(String text) {
        int slash = text.indexOf('/');
        return slash > 0
                && NameRules.isAccountId(text.substring(0, slash))
                && NameRules.isModelName(text.substring(slash + 1));
    }

    private static boolean isBrandModelPrefix(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.endsWith("*")) {
            return isBrandModel(text);
        }
        String prefix = text.substring(slash + 1, text.length() - 1);
        // a prefix may end in the middle of a name, so also right after a '-'
        String completed = prefix.endsWith("-") ? prefix + "x" : prefix;
        return NameRules.isAccountId(text.substring(0, slash))
                && (completed.isEmpty() || NameRules.isModelName(completed));
    }

    private static boolean isConfdbView(String text) {
        String[] parts = text.split("/", -1);
        return parts.length == 3
                && NameRules.isAccountId(parts[0])
                && CONFDB_NAME.allows(parts[1])
                && CONFDB_NAME.allows(parts[2]);
    }

    private static boolean isDeviceId(String text) {
        int brandAt = text.lastIndexOf('.');
        int modelAt = brandAt < 0 ? -1 : text.lastIndexOf('.', brandAt - 1);
        return modelAt > 0
                && NameRules.isStrictSerial(text.substring(0, modelAt))
                && NameRules.isModelName(text.substring(modelAt + 1, brandAt))
                && NameRules.isAccountId(text.substring(brandAt + 1));
    }

    private static boolean isMessageId(String text) {
        return Patterns.MESSAGE_ID.matcher(text).matches();
    }

    private static boolean isInstance(String text) {
        String[] parts = text.split("_", 2);
        return NameRules.isSnapName(parts[0])
                && (parts.length == 1 || Patterns.INSTANCE_KEY.matcher(parts[1]).matches());
    }

    private static boolean isChannel(String text) {
        try {
            Channel.parse(text);
            return true;
        } catch (InvalidNameException e) {
            return false;
        }
    }

    private static boolean isTrack(String text) {
        return NameRules.isTrack(text) && !Risk.isRisk(text);
    }

    /** Possessive, so that no input makes them slow. */
    private static final class Patterns {
        static final Pattern WORD = Pattern.compile("[a-zA-Z0-9]++(?:-[a-zA-Z0-9]++)*+");
        static final Pattern LOWER_WORD = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");
        static final Pattern CONFDB_NAME = Pattern.compile("[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+");
        static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9][-_.a-zA-Z0-9]*+");
        static final Pattern USERNAME = Pattern.compile("[a-z0-9][-a-z0-9._]*+");
        static final Pattern MESSAGE_ID = Pattern.compile("[a-zA-Z0-9]{4,16}+(?:-[1-9][0-9]{0,17})?");
        static final Pattern MESSAGE_KIND = Pattern.compile("[a-z]++(?:-[a-z]++)*+");
        static final Pattern SNAP_MODE = Pattern.compile("[a-z][-a-z]++");
        static final Pattern INSTANCE_KEY = Pattern.compile("[a-z0-9]{1,10}");
        static final Pattern FEATURE = Pattern.compile("snapd[0-9]++(?:\\.[0-9]++)*+|[a-z0-9]++(?:-[a-z0-9]++)*+");
        static final Pattern DISTRIBUTION = Pattern.compile("[a-z0-9._-]++");

        private Patterns() {}
    }
}
