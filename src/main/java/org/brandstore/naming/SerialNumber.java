package org.brandstore.naming;

/**
 * The serial of a device in the strict form that this store issues (assertions.md 1.8).
 *
 * @param value the text itself
 */
public record SerialNumber(String value) {
    public SerialNumber {
        if (!NameRules.isSerial(value)) {
            throw new InvalidNameException(
                    "serial", value, "it must be letters and digits with single inner ':', '+' or '-', at most 128");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
