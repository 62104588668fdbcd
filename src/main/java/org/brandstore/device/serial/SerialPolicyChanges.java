package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.device.serial.decision.DuplicatePolicy;
import org.brandstore.model.Models;
import org.brandstore.model.RegisteredModel;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.ModelName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.BrandStore;

/**
 * Changes how devices of a model get serials. Asking for more of a device than before (a person's approval, or no new devices
 * at all) needs nobody else; everything else needs another administrator, because a device with a serial sees all that
 * its model may see.
 */
@ApplicationScoped
public class SerialPolicyChanges {
    private static final String WAS = "was-";

    private final SerialPolicies policies;
    private final Proposals proposals;

    SerialPolicyChanges(SerialPolicies policies, Proposals proposals) {
        this.policies = policies;
        this.proposals = proposals;
    }

    /** Sets the rules of a model together with who approves its devices, or proposes it. Callers check first who may ask. */
    @Transactional
    public Outcome set(
            BrandStore store,
            RegisteredModel model,
            SerialPolicy approval,
            SerialRules rules,
            String reason,
            Actor actor) {
        SerialRules now = policies.of(model.brand(), model.name());
        if (model.serialPolicy() == approval && now.equals(rules)) {
            return new Outcome.Done();
        }
        Map<String, String> after = values(approval, rules);
        Map<String, String> before = values(model.serialPolicy(), now);
        Map<String, String> content = new TreeMap<>(after);
        before.forEach((name, value) -> content.put(WAS + name, value));
        content.put("model", model.name().value());
        return proposals.propose(
                Draft.of(
                        ChangeKind.SERIAL_POLICY,
                        "model/" + model.brand() + "/" + model.name() + "/serial-policy",
                        "change how devices of model " + model.name() + " get serials: " + difference(before, after),
                        model.brand(),
                        store.id(),
                        content,
                        reason),
                actor);
    }

    private static Map<String, String> values(SerialPolicy approval, SerialRules rules) {
        Map<String, String> values = new TreeMap<>();
        values.put("approval", approval.wireName());
        values.put("duplicates", rules.duplicates().wireName());
        values.put("hardware", Boolean.toString(rules.hardware()));
        SerialLimits limits = rules.limits();
        limits.most().ifPresent(most -> values.put("most", most.toString()));
        limits.rate().ifPresent(rate -> {
            values.put("rate", Integer.toString(rate.serials()));
            values.put("rate-seconds", Long.toString(rate.within().toSeconds()));
        });
        limits.opens().ifPresent(opens -> values.put("opens", opens.toString()));
        limits.closes().ifPresent(closes -> values.put("closes", closes.toString()));
        rules.remodelFrom()
                .ifPresent(from -> values.put(
                        "remodel-from",
                        from.stream().map(ModelName::value).sorted().collect(Collectors.joining(" "))));
        return values;
    }

    private static String difference(Map<String, String> before, Map<String, String> after) {
        StringJoiner words = new StringJoiner(", ");
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .sorted()
                .filter(name -> !before.getOrDefault(name, "").equals(after.getOrDefault(name, "")))
                .forEach(name -> words.add(name + " from \"" + before.getOrDefault(name, "") + "\" to \""
                        + after.getOrDefault(name, "") + "\""));
        return words.toString();
    }

    /** The one effect of that kind. */
    @ApplicationScoped
    static class ChangeSerialPolicy implements GatedChange {
        private final SerialPolicies policies;
        private final Models models;

        ChangeSerialPolicy(SerialPolicies policies, Models models) {
            this.policies = policies;
            this.models = models;
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.SERIAL_POLICY;
        }

        @Override
        public int approvalsNeeded(Draft draft) {
            RegisteredModel model = model(draft);
            SerialRules now = policies.of(model.brand(), model.name());
            boolean stricter = approval(draft, "").compareTo(model.serialPolicy()) >= 0;
            return stricter && (rules(draft, "").equals(now) || approval(draft, "") == SerialPolicy.CLOSED) ? 0 : 1;
        }

        @Override
        public void apply(Draft draft, Actor actor) {
            RegisteredModel model = model(draft);
            SerialRules now = policies.of(model.brand(), model.name());
            if (model.serialPolicy() != approval(draft, WAS) || !now.equals(rules(draft, WAS))) {
                throw new StoreException(
                        ErrorCode.CONFLICT,
                        "cannot change the serial policy of model " + model.name()
                                + ": it was changed meanwhile, look at it and propose again");
            }
            policies.set(model, approval(draft, ""), rules(draft, ""), draft.reason(), actor);
        }

        private RegisteredModel model(Draft draft) {
            ModelName name = new ModelName(draft.require("model"));
            return models.find(draft.brand(), name)
                    .orElseThrow(() ->
                            new StoreException(ErrorCode.NOT_FOUND, "cannot find the model " + name + " any more"));
        }

        private static SerialPolicy approval(Draft draft, String prefix) {
            return SerialPolicy.find(draft.require(prefix + "approval")).orElseThrow();
        }

        private static SerialRules rules(Draft draft, String prefix) {
            Map<String, String> content = draft.content();
            Optional<SerialLimits.Rate> rate = Optional.ofNullable(content.get(prefix + "rate"))
                    .map(serials -> new SerialLimits.Rate(
                            Integer.parseInt(serials),
                            Duration.ofSeconds(Long.parseLong(draft.require(prefix + "rate-seconds")))));
            return new SerialRules(
                    DuplicatePolicy.find(draft.require(prefix + "duplicates")).orElseThrow(),
                    Boolean.parseBoolean(draft.require(prefix + "hardware")),
                    new SerialLimits(
                            Optional.ofNullable(content.get(prefix + "most")).map(Integer::valueOf),
                            rate,
                            Optional.ofNullable(content.get(prefix + "opens")).map(Instant::parse),
                            Optional.ofNullable(content.get(prefix + "closes")).map(Instant::parse)),
                    Optional.ofNullable(content.get(prefix + "remodel-from"))
                            .map(names -> Stream.of(names.split(" "))
                                    .filter(name -> !name.isEmpty())
                                    .map(ModelName::new)
                                    .collect(Collectors.toUnmodifiableSet())));
        }
    }
}
