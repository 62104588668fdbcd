package org.brandstore.event.change;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.StoreId;

/** Models of a brand and what they ask of devices that want a serial. */
public sealed interface ModelChange extends Change {
    @Audited(
            action = "model.registered",
            approval = ApprovalClass.OPERATOR,
            subject = "model/{brand}/{model}",
            says = "a revision of a model assertion is known",
            tells = Topic.MODELS)
    record Registered(
            AccountId brand,
            ModelName model,
            @After int revision,
            @After Optional<StoreId> store) implements ModelChange {}

    @Audited(
            action = "model.serial-policy-set",
            approval = ApprovalClass.GATED,
            subject = "model/{brand}/{model}",
            says = "devices of the model get their serials in another way",
            tells = Topic.MODELS)
    record SerialPolicySet(
            AccountId brand,
            ModelName model,
            @Before("serial-policy") String former,
            @After String serialPolicy) implements ModelChange {}

    @Audited(
            action = "model.serial-rules-set",
            approval = ApprovalClass.GATED,
            subject = "model/{brand}/{model}",
            says = "other limits hold for the serials of the model",
            tells = Topic.MODELS)
    record SerialRulesSet(
            AccountId brand,
            ModelName model,
            @Before SerialRules former,
            @After SerialRules rules,
            String why) implements ModelChange {}

    /**
     * @param most how many devices there may be
     * @param rate such as {@code 10 in PT1H}
     * @param remodelFrom models whose devices may become devices of this one
     */
    record SerialRules(
            String duplicates,
            boolean hardware,
            Optional<Integer> most,
            Optional<String> rate,
            Optional<Instant> opens,
            Optional<Instant> closes,
            Optional<Set<ModelName>> remodelFrom)
            implements Change.Part {}

    @Audited(
            action = "model.api-key-renewed",
            approval = ApprovalClass.OPERATOR,
            subject = "model/{brand}/{model}",
            says = "devices of the model need another API key to ask for a serial",
            tells = Topic.MODELS)
    record ApiKeyRenewed(AccountId brand, ModelName model) implements ModelChange {}

    @Audited(
            action = "model.api-key-dropped",
            approval = ApprovalClass.OPERATOR,
            subject = "model/{brand}/{model}",
            says = "devices of the model need no API key any more to ask for a serial",
            tells = Topic.MODELS)
    record ApiKeyDropped(AccountId brand, ModelName model) implements ModelChange {}
}
