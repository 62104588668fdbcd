package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.brandstore.cli.fleet.CheckerWire.Outcome;

/**
 * Publishers who release to and close one channel each, and devices that ask what the channels offer. Each channel is a
 * value that one client writes and everybody reads.
 */
final class CheckerChannels {
    private static final int PUBLISHERS = 3;
    private static final String CLOSED = "closed";
    /** A replica hears of a change a moment after its commit; after a cut connection it has to connect again first. */
    private static final long FEED_LAG = Duration.ofSeconds(8).toNanos();

    private final CheckerScene scene;
    private final Map<String, CheckedValue> channels = new TreeMap<>();

    CheckerChannels(CheckerScene scene) {
        this.scene = scene;
        for (int i = 0; i < PUBLISHERS; i++) {
            channels.put("latest/edge/c" + i, new CheckedValue(CLOSED, System.nanoTime()));
        }
    }

    List<String> names() {
        return List.copyOf(channels.keySet());
    }

    Void publish(String channel, Random chance) throws Exception {
        CheckedValue value = channels.get(channel);
        while (!scene.isOver()) {
            int revision = chance.nextInt(CheckerScene.REVISIONS + 1);
            String wanted = revision == 0 ? CLOSED : Integer.toString(revision);
            value.begin(wanted, System.nanoTime());
            Outcome outcome = revision == 0 ? close(channel, chance) : release(channel, wanted, chance);
            switch (outcome.fate()) {
                case DONE -> {
                    value.done(System.nanoTime());
                    scene.acknowledged.incrementAndGet();
                }
                case REFUSED -> {
                    value.refused();
                    scene.violations.add(
                            "refused without a reason: " + channel + " to " + wanted + ": " + outcome.status());
                }
                case UNKNOWN -> settle(channel, value);
            }
            Thread.sleep(chance.nextInt(200));
        }
        return null;
    }

    private Outcome close(String channel, Random chance) throws InterruptedException {
        return scene.wire.call(
                scene.any(chance),
                scene.manager(),
                "POST",
                "/dev/api/snaps/" + scene.snapId() + "/close",
                "{\"channels\":[\"" + channel + "\"]}");
    }

    private Outcome release(String channel, String revision, Random chance) throws InterruptedException {
        return scene.wire.call(
                scene.any(chance),
                scene.manager(),
                "POST",
                "/dev/api/snap-release/",
                "{\"name\":\"" + CheckerScene.SNAP + "\",\"revision\":\"" + revision + "\",\"channels\":[\"" + channel
                        + "\"]}");
    }

    /** The client does not know; once nothing can be under way any more, the record says whether it was done. */
    private void settle(String channel, CheckedValue value) throws Exception {
        scene.unknown.incrementAndGet();
        CheckerScene.settle();
        List<String> found = history(channel);
        if (found.equals(value.effectsOnceDone())) {
            value.done(System.nanoTime());
        } else {
            value.refused();
            if (!found.equals(value.effects())) {
                scene.violations.add(channel + " has been " + found + ", which nobody asked for: " + value.effects());
            }
        }
    }

    Void ask(SimulatedDevice device, Random chance) throws Exception {
        List<String> names = names();
        while (!scene.isOver()) {
            String channel = names.get(chance.nextInt(names.size()));
            DeviceWire replica = new DeviceWire(scene.http, scene.json, scene.any(chance));
            long asked = System.nanoTime();
            String told;
            try {
                told = answer(replica, device, channel);
            } catch (RuntimeException | IOException e) {
                continue; // no answer needs no explanation
            }
            long heard = System.nanoTime();
            scene.answers.incrementAndGet();
            CheckedValue value = channels.get(channel);
            if (!value.explains(told, asked - FEED_LAG, heard)) {
                scene.violations.add("a device was told " + told + " of " + channel + " between " + asked / 1_000_000
                        + " and " + heard / 1_000_000 + ": " + value.describe());
            }
            Thread.sleep(chance.nextInt(100));
        }
        return null;
    }

    private String answer(DeviceWire replica, SimulatedDevice device, String channel) throws IOException {
        JsonNode body = scene.json.readTree(
                "{\"context\":[],\"actions\":[{\"action\":\"install\",\"instance-key\":\"i\",\"name\":\""
                        + CheckerScene.SNAP + "\",\"channel\":\"" + channel
                        + "\",\"epoch\":null}],\"fields\":[\"revision\"]}");
        JsonNode result = replica.read(
                        replica.refresh(body, device.headers(), false).mustBeOk("the refresh call"))
                .path("results")
                .path(0);
        return result.path("result").asText().equals("install")
                ? result.path("snap").path("revision").asText()
                : CLOSED;
    }

    /** Each channel is where its last acknowledged command left it; its history is those commands, and so is the log. */
    void judge() throws Exception {
        int moves = 0;
        for (Map.Entry<String, CheckedValue> channel : channels.entrySet()) {
            assertThat(pointer(channel.getKey()))
                    .as(channel.getKey())
                    .isEqualTo(channel.getValue().present());
            List<String> effects = channel.getValue().effects();
            assertThat(history(channel.getKey()))
                    .as("history of " + channel.getKey())
                    .isEqualTo(effects);
            moves += effects.size();
        }
        assertThat(scene.count("select count(*) from audit_entry where action in ('release.applied', 'channel.closed')"
                        + " and subject like '%/channel/latest/edge/%'"))
                .as("moves in the audit log")
                .isEqualTo(moves);
    }

    private String pointer(String channel) throws Exception {
        return scene.text(
                "select coalesce((select revision::text from channel_pointer where snap_id = ? and branch = ?), 'closed')",
                scene.snapId(),
                branch(channel));
    }

    private List<String> history(String channel) throws Exception {
        return scene.texts(
                "select coalesce(revision::text, 'closed') from channel_history where snap_id = ? and branch = ? order by id",
                scene.snapId(),
                branch(channel));
    }

    private static String branch(String channel) {
        return channel.substring(channel.lastIndexOf('/') + 1);
    }
}
