package org.brandstore.api.device.refresh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.api.device.JsonFields;
import org.brandstore.catalog.assertion.AssertionGroup;
import org.brandstore.catalog.assertion.WantedAssertion;
import org.brandstore.catalog.read.EpochJson;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.RefreshRequest;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.WantedRevision;
import org.brandstore.snap.metadata.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a refresh request in one pass (device-api.md 6.1). Unknown keys are passed over: new clients send new
 * ones. A known key of the wrong type fails the request, for then nothing can be trusted to mean what it says.
 */
public final class RefreshRequestReader {
    private static final JsonFactory JSON = new JsonFactory();
    /** The largest body that is read: ten times what a device with a hundred snaps sends. */
    static final int MAX_BYTES = 1 << 20;

    private static final int MOST_ENTRIES = 10_000;
    /** Far more than a device is told to obey. */
    private static final int MOST_SETS = 64;
    /** Clients ask once of each. */
    private static final int MOST_ACTIONS_OF_INSTANCE = 4;

    private final JsonFields json;

    private RefreshRequestReader(JsonParser parser) {
        this.json = new JsonFields(parser, MOST_ENTRIES);
    }

    /**
     * @throws com.fasterxml.jackson.core.JsonProcessingException if this is not JSON
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if a value is not of its type
     */
    static RefreshRequest read(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            return new RefreshRequestReader(parser).request();
        }
    }

    private RefreshRequest request() throws IOException {
        List<ContextSnap> context = new ArrayList<>();
        List<SnapAction> actions = new ArrayList<>();
        List<AssertionGroup> groups = new ArrayList<>();
        Map<String, Integer> maxFormats = new HashMap<>();
        json.begin();
        while (json.nextField()) {
            switch (json.name()) {
                case "context" -> json.objects(() -> context.add(contextSnap()));
                case "actions" -> json.objects(() -> action(actions, groups));
                case "assertion-max-formats" -> json.object(() -> maxFormats.put(json.name(), json.integer()));
                default -> json.skip();
            }
        }
        requireFewOfEach(actions);
        return new RefreshRequest(context, actions, groups, maxFormats);
    }

    /** The same answer again for the same instance is of no use to anybody. */
    private void requireFewOfEach(List<SnapAction> actions) {
        Map<String, Integer> counts = new HashMap<>();
        for (SnapAction action : actions) {
            if (counts.merge(action.instanceKey(), 1, Integer::sum) > MOST_ACTIONS_OF_INSTANCE) {
                throw json.invalid(
                        "actions", "at most " + MOST_ACTIONS_OF_INSTANCE + " may be about the same instance-key");
            }
        }
    }

    /** Repeats say nothing new. */
    private List<List<String>> sets() throws IOException {
        List<List<String>> sets = List.copyOf(new LinkedHashSet<>(json.textLists()));
        if (sets.size() > MOST_SETS) {
            throw json.invalid("validation-sets", "a snap can be under at most " + MOST_SETS + " sets");
        }
        return sets;
    }

    private ContextSnap contextSnap() throws IOException {
        String snapId = null;
        String key = null;
        int revision = 0;
        String tracking = "";
        Epoch epoch = Epoch.ZERO;
        String refreshed = null;
        String cohort = null;
        boolean ignores = false;
        List<List<String>> sets = List.of();
        List<String> heldBy = List.of();
        while (json.nextField()) {
            switch (json.name()) {
                case "snap-id" -> snapId = json.text();
                case "instance-key" -> key = json.text();
                case "revision" -> revision = json.integer();
                case "tracking-channel" ->
                    tracking = Optional.ofNullable(json.text()).orElse("");
                case "epoch" -> epoch = epoch();
                case "refreshed-date" -> refreshed = json.text();
                case "cohort-key" -> cohort = json.text();
                case "ignore-validation" -> ignores = json.bool();
                case "validation-sets" -> sets = sets();
                case "held" -> heldBy = held();
                default -> json.skip();
            }
        }
        String id = json.require("snap-id", snapId);
        String instance = json.require("instance-key", key);
        return new ContextSnap(
                new InstalledSnap(
                        instance.equals(id) ? id : instance, // one text instead of two, for as long as it waits
                        id,
                        revision,
                        tracking,
                        refreshed,
                        heldBy),
                epoch,
                cohort,
                ignores,
                sets);
    }

    private List<String> held() throws IOException {
        List<String> holders = new ArrayList<>();
        json.object(() -> {
            if (json.name().equals("by")) {
                holders.addAll(json.texts());
            } else {
                json.skip();
            }
        });
        return holders;
    }

    private void action(List<SnapAction> actions, List<AssertionGroup> groups) throws IOException {
        ActionFields fields = new ActionFields();
        while (json.nextField()) {
            fields.read(json.name());
        }
        String kind = json.require("action", fields.action);
        switch (kind) {
            case "refresh" -> actions.add(fields.snapAction(ActionKind.REFRESH));
            case "install" -> actions.add(fields.snapAction(ActionKind.INSTALL));
            case "download" -> actions.add(fields.snapAction(ActionKind.DOWNLOAD));
            case "fetch-assertions" ->
                groups.add(new AssertionGroup(json.require("key", fields.key), fields.assertions));
            default -> throw json.invalid("action", "it must be refresh, install, download or fetch-assertions");
        }
    }

    private @Nullable Epoch epochOrNull() throws IOException {
        return json.token() == JsonToken.VALUE_NULL ? null : epoch();
    }

    private Epoch epoch() throws IOException {
        try {
            return EpochJson.read(json.parser());
        } catch (IllegalArgumentException e) {
            throw json.invalid("epoch", "it must be an object of increasing lists read and write");
        }
    }

    /** What an action of any kind may carry, until it is known which kind it is. */
    private final class ActionFields {
        private @Nullable String action;
        private @Nullable String instanceKey;
        private @Nullable String snapId;
        private @Nullable String name;
        private @Nullable String channel;
        private int revision;
        private @Nullable String cohortKey;
        private @Nullable Boolean ignoresValidation;
        private List<List<String>> validationSets = List.of();
        private @Nullable Epoch epoch;
        private @Nullable String key;
        private List<WantedAssertion> assertions = List.of();

        void read(String field) throws IOException {
            switch (field) {
                case "action" -> action = json.text();
                case "instance-key" -> instanceKey = json.text();
                case "snap-id" -> snapId = json.text();
                case "name" -> name = json.text();
                case "channel" -> channel = json.text();
                case "revision" -> revision = json.integer();
                case "cohort-key" -> cohortKey = json.text();
                case "ignore-validation" ->
                    ignoresValidation = json.token() == JsonToken.VALUE_NULL ? null : json.bool();
                case "validation-sets" -> validationSets = sets();
                case "epoch" -> epoch = epochOrNull();
                case "key" -> key = json.text();
                case "assertions" -> assertions = WantedAssertionReader.read(json);
                default -> json.skip();
            }
        }

        SnapAction snapAction(ActionKind kind) {
            boolean byId = kind == ActionKind.REFRESH;
            return new SnapAction(
                    kind,
                    json.require("instance-key", instanceKey),
                    byId ? json.require("snap-id", snapId) : null,
                    byId ? null : json.require("name", name),
                    new WantedRevision(channel, revision, cohortKey, ignoresValidation, validationSets),
                    epoch);
        }
    }
}
