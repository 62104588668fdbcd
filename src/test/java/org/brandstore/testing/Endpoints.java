package org.brandstore.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.brandstore.security.Demand;
import org.brandstore.security.DeviceFace;
import org.brandstore.security.Open;
import org.brandstore.security.Requires;

/** All HTTP methods of the faces, read from the classes themselves, so that a test that lists them notices a new one. */
public final class Endpoints {
    private Endpoints() {}

    /** Those of a package, such as {@code GET /api/admin/v1/stores/{id}/fleet}, each with its access annotation. */
    public static SortedMap<String, Class<? extends Annotation>> of(String packageName) {
        return of(packageName, Endpoints::access);
    }

    /** Those of a package, each with all that it says of itself. */
    public static SortedMap<String, Demand> demands(String packageName) {
        return of(packageName, method -> Demand.of(method.reflect()));
    }

    /** Those of a package that take a body, each with the type of what it reads. */
    public static SortedMap<String, Class<?>> bodies(String packageName) {
        SortedMap<String, Class<?>> bodies = new TreeMap<>();
        of(packageName, Endpoints::body)
                .forEach((endpoint, body) -> body.ifPresent(type -> bodies.put(endpoint, type)));
        return bodies;
    }

    /** Parameters without an annotation of Jakarta REST are parts of the path if they are simple, else the body. */
    private static Optional<Class<?>> body(JavaMethod method) {
        return Stream.of(method.reflect().getParameters())
                .filter(parameter -> Stream.of(parameter.getAnnotations())
                        .noneMatch(annotation ->
                                annotation.annotationType().getPackageName().startsWith("jakarta.ws.rs")))
                .<Class<?>>map(Parameter::getType)
                .filter(type -> !type.equals(String.class) && !type.isPrimitive())
                .findFirst();
    }

    private static <T> SortedMap<String, T> of(String packageName, Function<JavaMethod, T> what) {
        SortedMap<String, T> found = new TreeMap<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(packageName)) {
            if (resource.isAnnotatedWith(Path.class)) {
                for (JavaMethod method : resource.getMethods()) {
                    verb(method).ifPresent(verb -> found.put(verb + " " + path(resource, method), what.apply(method)));
                }
            }
        }
        return found;
    }

    private static Optional<String> verb(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .filter(type -> type.isAnnotatedWith(HttpMethod.class))
                .map(type -> type.getAnnotationOfType(HttpMethod.class).value())
                .findFirst();
    }

    private static String path(JavaClass resource, JavaMethod method) {
        String path = resource.getAnnotationOfType(Path.class).value();
        if (method.isAnnotatedWith(Path.class)) {
            path += "/" + method.getAnnotationOfType(Path.class).value();
        }
        return ("/" + path).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    }

    private static Class<? extends Annotation> access(JavaMethod method) {
        for (Class<? extends Annotation> type : List.of(Open.class, DeviceFace.class, Requires.class)) {
            if (method.isAnnotatedWith(type)) {
                return type;
            }
        }
        throw new AssertionError(method.getFullName() + " says not to whom it is open");
    }
}
