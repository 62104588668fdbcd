package org.brandstore.console.account;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.brandstore.account.Role;
import org.brandstore.store.BrandStore;
import org.brandstore.store.StorePerson;
import org.brandstore.store.invitation.Invitation;

/**
 * The people of one store.
 *
 * @param roles all that there are, for the form of an invitation
 */
record PeopleView(
        String id, String name, List<PersonRow> people, List<InvitationRow> invitations, List<RoleBox> roles) {
    /**
     * @param own whether they are of the store's brand alone, so that its administrators decide about a lost second factor
     * @param bound whether the identity provider has a name for them
     * @param proven whether they have shown that the address is theirs
     */
    record PersonRow(
            String id,
            String name,
            String email,
            boolean disabled,
            boolean proven,
            boolean own,
            boolean secondFactor,
            boolean bound,
            boolean self,
            List<RoleBox> roles) {
        public String words() {
            return String.join(
                    ", ",
                    roles.stream().filter(RoleBox::held).map(RoleBox::label).toList());
        }
    }

    /** @param held whether the box is ticked */
    record RoleBox(String name, String label, boolean held) {}

    /** @param expires in ISO 8601 */
    record InvitationRow(String id, String email, String name, String roles, String expires) {
        static InvitationRow of(Invitation invitation) {
            return new InvitationRow(
                    invitation.id().toString(),
                    invitation.email(),
                    invitation.displayName(),
                    String.join(
                            ", ",
                            boxes(invitation.roles()).stream()
                                    .filter(RoleBox::held)
                                    .map(RoleBox::label)
                                    .toList()),
                    invitation.expiresAt().toString());
        }
    }

    static PeopleView of(BrandStore store, List<PersonRow> people, List<Invitation> invitations) {
        return new PeopleView(
                store.id().value(),
                store.name(),
                people,
                invitations.stream().map(InvitationRow::of).toList(),
                boxes(Set.of()));
    }

    static PersonRow row(StorePerson found, boolean own, boolean secondFactor, boolean bound, boolean self) {
        return new PersonRow(
                found.person().id().toString(),
                found.person().displayName(),
                found.person().email(),
                found.person().disabled(),
                found.person().proven(),
                own,
                secondFactor,
                bound,
                self,
                boxes(found.roles()));
    }

    static List<RoleBox> boxes(Set<Role> held) {
        return Arrays.stream(Role.values())
                .map(role -> new RoleBox(role.wireName(), label(role), held.contains(role)))
                .toList();
    }

    private static String label(Role role) {
        return switch (role) {
            case ADMIN -> "Administrator";
            case PUBLISHER -> "Publisher";
            case OUTSIDE_PUBLISHER -> "Outside publisher";
            case REVIEWER -> "Reviewer";
            case RELEASE_MANAGER -> "Release manager";
            case VIEWER -> "Viewer";
            case AUDITOR -> "Auditor";
        };
    }
}
