package org.brandstore.api.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses fields that a body of this face does not have: one that is misspelt would be taken for one that was left out, and
 * a check that the client believes in (the revision that it edited) would not be made. What devices and the tools of
 * publishers send is read as before: their newer versions send fields that we do not know.
 */
@Singleton
class StrictBodies implements ObjectMapperCustomizer {
    private static final String FACE = StrictBodies.class.getPackageName();

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addHandler(new Refusal());
    }

    private static boolean isOfTheFace(Class<?> body) {
        String name = body.getPackageName();
        return name.equals(FACE) || name.startsWith(FACE + ".");
    }

    private static final class Refusal extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                @Nullable JsonDeserializer<?> reader,
                Object beanOrClass,
                String name)
                throws IOException {
            Class<?> body = beanOrClass instanceof Class<?> type ? type : beanOrClass.getClass();
            if (!isOfTheFace(body)) {
                return false;
            }
            Collection<Object> known = reader == null ? null : reader.getKnownPropertyNames();
            throw UnrecognizedPropertyException.from(parser, body, name, known == null ? List.of() : known);
        }
    }
}
