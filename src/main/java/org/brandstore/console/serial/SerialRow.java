package org.brandstore.console.serial;

import org.brandstore.device.serial.WaitingSerial;

/**
 * A device that waits for its serial.
 *
 * @param brand its username
 * @param proposed the serial that it would like; empty if it leaves that to the store
 * @param duplicate whether another device has that serial
 * @param key the device's key in full
 * @param shortKey how it begins
 * @param checked whether it was chosen when the form was sent
 * @param time since when it waits, in ISO 8601
 */
record SerialRow(
        String id,
        String brand,
        String model,
        String proposed,
        boolean duplicate,
        String key,
        String shortKey,
        boolean checked,
        String time) {
    private static final int KEY_SHOWN = 12;

    static SerialRow of(WaitingSerial waiting, String brand, boolean checked) {
        String key = waiting.deviceKey().value();
        return new SerialRow(
                waiting.id().toString(),
                brand,
                waiting.model().value(),
                waiting.proposed().orElse(""),
                waiting.duplicate(),
                key,
                key.substring(0, Math.min(KEY_SHOWN, key.length())),
                checked,
                waiting.requestedAt().toString());
    }
}
