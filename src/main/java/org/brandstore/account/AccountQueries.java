package org.brandstore.account;

/** What other features ask of the tables of accounts: the texts of queries, with their columns. */
public final class AccountQueries {
    private AccountQueries() {}

    /** Those of some ids: {@code id, username, display_name, validation}. Parameter: a list of ids. */
    public static String some() {
        return "select id, username, display_name, validation from account where id = any(?)";
    }

    /** One row if an account is there. Parameter: its id. */
    public static String exists() {
        return "select 1 from account where id = ?1";
    }
}
