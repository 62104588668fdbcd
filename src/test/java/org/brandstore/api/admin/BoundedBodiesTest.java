package org.brandstore.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.brandstore.testing.Endpoints;
import org.junit.jupiter.api.Test;

/** What a person sends to the admin API has a limit everywhere, which the API document says. */
class BoundedBodiesTest {
    private final Set<String> unbounded = new TreeSet<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private int lists;

    @Test
    void noListAndNoTextOfABodyIsWithoutALimit() {
        Endpoints.bodies("org.brandstore.api.admin").values().forEach(this::look);
        assertThat(unbounded).isEmpty();
        assertThat(lists).isGreaterThan(8);
    }

    private void look(Class<?> type) {
        if (!type.isRecord() || !type.getPackageName().startsWith("org.brandstore.api") || !seen.add(type)) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String name = type.getSimpleName() + "." + component.getName();
            // constraints of a component are kept where they apply: at its field
            Field field = Arrays.stream(type.getDeclaredFields())
                    .filter(one -> one.getName().equals(component.getName()))
                    .findFirst()
                    .orElseThrow();
            look(name, field, field.getAnnotatedType());
        }
    }

    private void look(String name, AnnotatedElement element, AnnotatedType type) {
        Class<?> raw = raw(type);
        if (raw == String.class && !limited(element, type)) {
            unbounded.add(name);
        }
        if (Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw)) {
            lists++;
            if (!limited(element, type)) {
                unbounded.add(name);
            }
            for (AnnotatedType part : ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()) {
                look(name + "[]", part, part);
            }
        }
        if (raw.isRecord() && raw.getPackageName().startsWith("org.brandstore.api")) {
            boolean checked = has(element, Valid.class) || has(type, Valid.class);
            if (!checked) {
                unbounded.add(name + " is not checked (@Valid)");
            }
            look(raw);
        }
    }

    private static Class<?> raw(AnnotatedType type) {
        return type.getType() instanceof ParameterizedType some
                ? (Class<?>) some.getRawType()
                : type.getType() instanceof Class<?> plain ? plain : Object.class;
    }

    private static boolean limited(AnnotatedElement element, AnnotatedType type) {
        return has(element, Size.class) || has(type, Size.class);
    }

    private static boolean has(AnnotatedElement element, Class<? extends Annotation> annotation) {
        return element.isAnnotationPresent(annotation);
    }
}
