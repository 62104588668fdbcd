package org.brandstore.console.account;

/**
 * What an invitation says to the one who opens its link.
 *
 * @param passwordMinLength the fewest characters of the password that they choose
 * @param joins the e-mail address of whoever is signed in and can join with it; else empty
 * @param joinToken for the form with which they do
 */
record InvitationView(
        String store, String name, String email, String roles, int passwordMinLength, String joins, String joinToken) {
    static final InvitationView NONE = new InvitationView("", "", "", "", 0, "", "");

    public boolean known() {
        return !store.isEmpty();
    }
}
