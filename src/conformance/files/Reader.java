import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.file.MetadataReader;
import org.brandstore.snap.gadget.Filesystem;
import org.brandstore.snap.gadget.Gadget;
import org.brandstore.snap.gadget.Schema;
import org.brandstore.snap.gadget.Structure;
import org.brandstore.snap.gadget.StructureType;
import org.brandstore.snap.gadget.Volume;
import org.brandstore.snap.kernel.KernelArgument;
import org.brandstore.snap.metadata.ComponentMetadata;
import org.brandstore.snap.metadata.InterfaceEnd;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.yaml.YamlLimits;

/** Says of the texts of snap files what the store says of them: the same questions and answers as snapd's judge. */
public final class Reader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MetadataReader READER = new MetadataReader(YamlLimits.STANDARD);

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(JSON.writeValueAsString(answer(JSON.readTree(line))));
        }
        out.flush();
    }

    private static ObjectNode answer(JsonNode question) throws Exception {
        ObjectNode answer = JSON.createObjectNode().put("name", question.get("name").asText());
        byte[] text = question.get("base64").binaryValue();
        try {
            ObjectNode reads = switch (question.get("kind").asText()) {
                case "component" -> component(READER.component(text));
                case "gadget" -> gadget(READER.gadget(text));
                case "kernel" ->
                    JSON.createObjectNode().set("content", texts(READER.kernel(text).stream().sorted().toList()));
                default -> snap(READER.snap(text));
            };
            answer.put("verdict", "accepts").set("reads", reads);
        } catch (StoreException e) {
            answer.put("verdict", "refuses").put("why", e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            answer.put("verdict", "breaks").put("why", e.toString());
        }
        return answer;
    }

    private static ObjectNode component(ComponentMetadata component) {
        return JSON.createObjectNode()
                .put("component", component.snap().value() + "+" + component.name().value())
                .put("type", component.type().wireName())
                .put("version", component.version().orElse(""))
                .put("summary", component.summary())
                .put("description", component.description())
                .put("provenance", component.provenance().orElse(""));
    }

    private static ObjectNode gadget(Gadget gadget) {
        ObjectNode reads = JSON.createObjectNode();
        ObjectNode volumes = reads.putObject("volumes");
        for (Volume volume : gadget.volumes()) {
            ObjectNode said = volumes.putObject(volume.name())
                    .put("schema", volume.schema() == Schema.OPEN ? "" : lower(volume.schema()))
                    .put("bootloader", volume.bootLoader())
                    .put("id", volume.id())
                    .put("size", Long.toUnsignedString(volume.size()))
                    .put("min-size", Long.toUnsignedString(volume.minSize()));
            said.set("partial", texts(volume.partial().stream().map(Reader::lower).sorted().toList()));
            ArrayNode structures = said.putArray("structures");
            volume.structures().forEach(structure -> structures.add(structure(volume, structure)));
        }
        ArrayNode assignments = reads.putArray("assignments");
        gadget.assignments().forEach(assignment -> assignments.addObject()
                .put("name", assignment.name())
                .set("devices", JSON.valueToTree(assignment.devices())));
        reads.set("connections", texts(gadget.connections().stream()
                .map(connection -> connection.plug() + " " + connection.slot())
                .toList()));
        ArrayNode appended = reads.putArray("append");
        gadget.appended().stream()
                .filter(argument -> !argument.equals(new KernelArgument("", "", false)))
                .forEach(argument ->
                        appended.addArray().add(argument.name()).add(argument.value()).add(argument.quoted()));
        return reads;
    }

    private static ObjectNode structure(Volume volume, Structure structure) {
        ObjectNode said = JSON.createObjectNode()
                .put("name", structure.name())
                .put("label", structure.label())
                .put("offset", offset(structure.offset()))
                .put("offset-write", structure.offsetWrite()
                        .map(write -> write.relativeTo() + "+" + write.offset())
                        .orElse(""))
                .put("min-size", Long.toUnsignedString(structure.minSize()))
                .put("size", Long.toUnsignedString(structure.size()))
                .put("type", structure.type().map(StructureType::text).orElse(""))
                .put("role", structure.role().wireName())
                .put("id", structure.id())
                .put("filesystem", structure.filesystem() == Filesystem.UNSAID ? "" : lower(structure.filesystem()).replace('_', '-'))
                .put("has-filesystem", volume.hasFilesystem(structure))
                .put("edition", Long.toString(structure.edition()));
        said.set("preserve", texts(structure.preserve()));
        ArrayNode contents = said.putArray("content");
        structure.content().forEach(content -> contents.addObject()
                .put("source", content.source())
                .put("target", content.target())
                .put("image", content.image())
                .put("offset", offset(content.offset()))
                .put("size", Long.toUnsignedString(content.size())));
        return said;
    }

    private static String offset(OptionalLong offset) {
        return offset.isPresent() ? Long.toUnsignedString(offset.getAsLong()) : "";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode snap(SnapMetadata snap) {
        ObjectNode reads = JSON.createObjectNode()
                .put("name", snap.name().value())
                .put("version", snap.version())
                .put("type", snap.type().wireName())
                .put("base", snap.base().map(SnapName::value).orElse(""))
                .put("epoch", snap.epoch().toString())
                .put("confinement", snap.confinement().wireName())
                .put("title", snap.title())
                .put("summary", snap.summary())
                .put("description", snap.description())
                .put("license", snap.license().orElse(""))
                .put("provenance", snap.provenance().orElse(""));
        reads.set("architectures", texts(snap.architectures().stream().map(Architecture::value).toList()));
        reads.set("assumes", texts(snap.assumes()));
        reads.set("common-ids", texts(snap.commonIds()));
        reads.set("hooks", texts(snap.hooks()));
        reads.set("plugs", ends(snap.plugs()));
        reads.set("slots", ends(snap.slots()));
        ObjectNode apps = reads.putObject("apps");
        snap.apps().forEach((name, app) -> apps.putObject(name)
                .put("command", app.command().orElse(""))
                .put("daemon", app.daemon().orElse(""))
                .put("common-id", app.commonId().orElse("")));
        ObjectNode components = reads.putObject("components");
        snap.components().forEach((name, component) -> components.putObject(name)
                .put("type", component.type().wireName())
                .put("summary", component.summary())
                .put("description", component.description())
                .set("hooks", texts(component.hooks())));
        reads.set("links", JSON.valueToTree(snap.links()));
        return reads;
    }

    private static ObjectNode ends(Map<String, InterfaceEnd> all) {
        ObjectNode ends = JSON.createObjectNode();
        all.forEach((name, end) -> ends.putObject(name)
                .put("interface", end.interfaceName())
                .put("label", end.label())
                .set("attributes", JSON.valueToTree(sayable(end.attributes()))));
        return ends;
    }

    /** Tells 1.0 from 1, as snapd's judge does. */
    private static Object sayable(Object value) {
        return switch (value) {
            case Double decimal -> Map.of("decimal", "%016x".formatted(Double.doubleToLongBits(decimal)));
            case List<?> list -> list.stream().map(Reader::sayable).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> entries = new TreeMap<>();
                map.forEach((key, item) -> entries.put(key, sayable(item)));
                yield entries;
            }
            default -> value;
        };
    }

    private static ArrayNode texts(Collection<String> all) {
        ArrayNode array = JSON.createArrayNode();
        all.forEach(array::add);
        return array;
    }
}
