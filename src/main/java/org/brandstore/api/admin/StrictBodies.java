package org.brandstore.api.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies for what they say and nothing else. Fields that a body of this face does not have are refused: one that is
 * misspelt would be taken for one that was left out, and a check that the client believes in (the revision that it edited)
 * would not be made. A field that comes twice, a value of another kind ({@code "3"} for 3, 1.5 for 1), and whatever follows
 * the document are refused too: two readers would not agree about them, and people approve what they read. What devices and the tools of
 * publishers send is read as before: their newer versions send fields that we do not know.
 */
@Singleton
class StrictBodies implements ObjectMapperCustomizer {
    private static final String FACE = StrictBodies.class.getPackageName();

    /** What Jackson would otherwise take for a value of that type. */
    private static final Map<LogicalType, Set<CoercionInputShape>> OTHER_KINDS = Map.of(
            LogicalType.Textual,
            Set.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean),
            LogicalType.Integer,
            Set.of(
                    CoercionInputShape.String,
                    CoercionInputShape.EmptyString,
                    CoercionInputShape.Float,
                    CoercionInputShape.Boolean),
            LogicalType.Float,
            Set.of(CoercionInputShape.String, CoercionInputShape.EmptyString, CoercionInputShape.Boolean),
            LogicalType.Boolean,
            Set.of(
                    CoercionInputShape.String,
                    CoercionInputShape.EmptyString,
                    CoercionInputShape.Integer,
                    CoercionInputShape.Float));

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addHandler(new Refusal());
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        mapper.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        OTHER_KINDS.forEach((type, shapes) ->
                shapes.forEach(shape -> mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail)));
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
