package org.brandstore.security;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.snap.SnapOperation;

/**
 * What an HTTP method says of itself: to whom it is open, and what it changes.
 *
 * @param action what callers ask for, such as {@code PUT /api/admin/v1/snaps/{id}/grants}, for messages
 * @param people whether a person's credential is needed
 * @param permissions one of which the credential must have; empty for any
 * @param deed what the person must be allowed to do with the snap
 * @param roles one of which the person must have in the store; empty if none is needed
 * @param self whether there is nothing to check but the credential
 */
public record Demand(
        String action,
        boolean people,
        Set<Permission> permissions,
        Limits limits,
        Optional<SnapOperation> deed,
        Set<Role> roles,
        boolean self,
        Effect.Reach effect) {
    private static final List<Class<? extends Annotation>> DOORS =
            List.of(Open.class, DeviceFace.class, Requires.class);

    public Demand {
        permissions = Set.copyOf(permissions);
        roles = Set.copyOf(roles);
    }

    /**
     * Reads the annotations of a method.
     *
     * @throws IllegalStateException if one is missing, or they contradict each other; it says how
     */
    public static Demand of(Method method) {
        Effect effect = method.getAnnotation(Effect.class);
        if (effect == null) {
            throw wrong(method, "does not say what it changes, with @Effect");
        }
        if (Stream.of(GET.class, HEAD.class).anyMatch(method::isAnnotationPresent)
                && effect.value() != Effect.Reach.READS
                && effect.value() != Effect.Reach.SIGNS_IN) {
            throw wrong(method, "changes something though it is only asked");
        }
        if (effect.value() == Effect.Reach.GATED && effect.kinds().length == 0) {
            throw wrong(method, "does not say what it brings to the gate");
        }
        if (count(method, DOORS) != 1) {
            throw wrong(method, "must carry exactly one of @Open, @DeviceFace and @Requires");
        }
        Requires requires = method.getAnnotation(Requires.class);
        return requires == null
                ? new Demand(
                        action(method), false, Set.of(), Limits.ANY, Optional.empty(), Set.of(), true, effect.value())
                : ofPeople(method, requires, effect.value());
    }

    private static Demand ofPeople(Method method, Requires requires, Effect.Reach effect) {
        OnSnap onSnap = method.getAnnotation(OnSnap.class);
        InStore inStore = method.getAnnotation(InStore.class);
        boolean across = method.isAnnotationPresent(AcrossStores.class);
        boolean own = method.isAnnotationPresent(OwnAffair.class);
        int said = (onSnap != null || inStore != null ? 1 : 0) + (across ? 1 : 0) + (own ? 1 : 0);
        if (said != 1) {
            throw wrong(method, "must say who may call it: @OnSnap and @InStore, or @AcrossStores, or @OwnAffair");
        }
        if (across && (effect != Effect.Reach.READS || namesSomething(method))) {
            throw wrong(method, "names or changes something, so it is no list of all stores");
        }
        if (own && effect != Effect.Reach.READS && effect != Effect.Reach.OWN) {
            throw wrong(method, "changes more than the caller's own affairs");
        }
        return new Demand(
                action(method),
                true,
                Set.of(requires.value()),
                requires.limits(),
                Optional.ofNullable(onSnap).map(OnSnap::value),
                inStore == null ? Set.of() : Set.of(inStore.value()),
                across || own,
                effect);
    }

    private static String action(Method method) {
        String verb = Stream.of(method.getAnnotations())
                .flatMap(one -> Stream.ofNullable(one.annotationType().getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst()
                .orElse("");
        String path = Stream.of(method.getDeclaringClass(), method)
                .flatMap(place -> Stream.ofNullable(place.getAnnotation(Path.class)))
                .map(place -> place.value().startsWith("/") ? place.value() : "/" + place.value())
                .collect(Collectors.joining());
        return verb + " " + path;
    }

    private static boolean namesSomething(Method method) {
        return Stream.of(method, method.getDeclaringClass())
                .map(place -> place.getAnnotation(Path.class))
                .anyMatch(path -> path != null && path.value().contains("{"));
    }

    private static long count(AnnotatedElement method, List<Class<? extends Annotation>> types) {
        return types.stream().filter(method::isAnnotationPresent).count();
    }

    private static IllegalStateException wrong(Method method, String what) {
        return new IllegalStateException(
                method.getDeclaringClass().getSimpleName() + "." + method.getName() + " " + what);
    }
}
