package org.brandstore.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The rules as snapd spells them (assertions.md 1.8), beside ours. */
class NameRulesTest {
    private record Rule(String pattern, int longest, Predicate<String> ours) {}

    private static final String WORD = "[a-zA-Z0-9](?:[-_.a-zA-Z0-9]*[a-zA-Z0-9])?";
    private static final String LOWER_NAME = "[a-z0-9]++(?:-[a-z0-9]++)*+";
    private static final String KEY_NAME = "(?=.*[a-z])" + LOWER_NAME;
    private static final int ANY = Integer.MAX_VALUE;

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("account id", new Rule("[a-z0-9A-Z]{32}|[-a-z0-9]{2,28}", ANY, NameRules::isAccountId)),
            Map.entry("snap id", new Rule("[a-z0-9A-Z]{32}", ANY, NameRules::isSnapId)),
            Map.entry("snap name", new Rule("(?=..)" + KEY_NAME, 40, NameRules::isSnapName)),
            Map.entry("key name", new Rule(KEY_NAME, ANY, NameRules::isKeyName)),
            Map.entry("store id", new Rule("[-A-Z0-9a-z_]{1,64}", ANY, NameRules::isStoreId)),
            Map.entry("model", new Rule(LOWER_NAME, 255, NameRules::isModelName)),
            Map.entry(
                    "strict serial", new Rule("[a-zA-Z0-9]++(?:[:+-][a-zA-Z0-9]++)*+", ANY, NameRules::isStrictSerial)),
            Map.entry("architecture", new Rule("[a-z0-9]{2,16}", ANY, NameRules::isArchitecture)),
            Map.entry("key id", new Rule("[-_A-Za-z0-9]{64}", ANY, NameRules::isKeyId)),
            Map.entry("track", new Rule(WORD, 28, NameRules::isTrack)),
            Map.entry("branch", new Rule(WORD, 128, NameRules::isBranch)),
            Map.entry("new branch", new Rule("(?!.*_)" + WORD, 128, NameRules::isNewBranch)));

    /** Mostly of one kind of character, so that many are right; of all lengths that matter. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> any = Arbitraries.of("az09AZ-_.:+@[`{/ \u00e9\u0661\uff41\n\0"
                .chars()
                .mapToObj(c -> (char) c)
                .toList());
        Arbitrary<Character> plain = Arbitraries.of('a', 'z', '0', '9');
        Arbitrary<Character> letters = Arbitraries.of('a', 'Z', '0', '9', 'q');
        Arbitrary<Integer> lengths =
                Arbitraries.of(0, 1, 2, 3, 15, 16, 17, 27, 28, 29, 31, 32, 33, 40, 41, 64, 65, 128, 129, 255, 256);
        return lengths.flatMap(length -> Arbitraries.oneOf(
                plain.list().ofSize(length).map(NameRulesTest::text),
                letters.list().ofSize(length).map(NameRulesTest::text),
                Arbitraries.frequencyOf(Tuple.of(12, plain), Tuple.of(1, any))
                        .list()
                        .ofSize(length)
                        .map(NameRulesTest::text)));
    }

    private static String text(List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }

    @Property(tries = 5_000)
    void eachRuleSaysWhatItsPatternSays(@ForAll("texts") String text) {
        RULES.forEach((name, rule) -> assertThat(rule.ours().test(text))
                .as(name + ": " + text)
                .isEqualTo(text.length() <= rule.longest()
                        && Pattern.compile(rule.pattern(), Pattern.DOTALL)
                                .matcher(text)
                                .matches()));
    }
}
