package org.brandstore.account;

/** Whether an account stands for a brand, in whose name models and stores are, or for one person. */
public enum AccountKind {
    BRAND("brand"),
    PERSON("person");

    private final String wireName;

    AccountKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    static AccountKind of(String wireName) {
        return wireName.equals(PERSON.wireName) ? PERSON : BRAND;
    }
}
