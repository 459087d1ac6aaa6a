package org.jzones.software.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jzones.model.DirectoryTree;
import org.jzones.model.HostCapacity;
import org.jzones.model.HostInventory;
import org.jzones.model.HostPackage;
import org.jzones.model.Patch;
import org.jzones.model.ZoneDemand;

/** Writes an inventory file, as docs/json.md describes it. The same host gives the same bytes. */
public final class InventoryWriter {
    static final String FORMAT = "jzones-inventory";
    static final int VERSION = 1;

    private final JsonGenerator json;

    private InventoryWriter(JsonGenerator json) {
        this.json = json;
    }

    /** The whole file. */
    public static byte[] write(HostInventory inventory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new Smallest(bytes);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            new InventoryWriter(json).inventory(inventory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void inventory(HostInventory inventory) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", VERSION);
        json.writeStringField("host", inventory.host());
        json.writeStringField("kind", inventory.kind());
        json.writeNumberField("zones", inventory.zones());
        json.writeBooleanField("contents", inventory.contents());
        capacity(inventory.capacity());
        if (inventory.demands().isPresent()) {
            demands(inventory.demands().get());
        }
        Map<Patch, Integer> numbers = new LinkedHashMap<>();
        inventory.packages().forEach(pkg -> pkg.patches().forEach(p -> numbers.putIfAbsent(p, numbers.size())));
        json.writeArrayFieldStart("patches");
        for (Patch patch : new ArrayList<>(numbers.keySet())) {
            patch(patch);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("packages");
        for (HostPackage pkg : inventory.packages()) {
            pkg(pkg, numbers, inventory.needs().getOrDefault(pkg.name(), List.of()));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("directories");
        for (int i = 0; i < inventory.directories().size(); i++) {
            directory(inventory.directories().get(i));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void capacity(HostCapacity capacity) throws IOException {
        if (!capacity.architecture().isEmpty()) {
            json.writeStringField("architecture", capacity.architecture());
        }
        if (capacity.cpus().isPresent()) {
            json.writeNumberField("cpus", capacity.cpus().getAsInt());
        }
        if (capacity.memory().isPresent()) {
            json.writeNumberField("memory", capacity.memory().getAsLong());
        }
    }

    private void demands(List<ZoneDemand> demands) throws IOException {
        json.writeArrayFieldStart("demands");
        for (ZoneDemand demand : demands) {
            json.writeStartObject();
            json.writeStringField("name", demand.name());
            json.writeStringField("state", demand.state());
            if (demand.limits().isPresent()) {
                json.writeObjectFieldStart("limits");
                for (Map.Entry<String, String> limit : demand.limits().get().entrySet()) {
                    json.writeStringField(limit.getKey(), limit.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void patch(Patch patch) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", patch.id());
        texts("obsoletes", patch.obsoletes());
        texts("incompatibles", patch.incompatibles());
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }

    private void pkg(HostPackage pkg, Map<Patch, Integer> numbers, List<String> needs) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", pkg.name());
        json.writeStringField("version", pkg.version());
        flag("allZones", pkg.allZones());
        flag("thisZone", pkg.thisZone());
        flag("hollow", pkg.hollow());
        if (!pkg.patches().isEmpty()) {
            json.writeArrayFieldStart("patches");
            for (Patch patch : pkg.patches()) {
                json.writeNumber(numbers.getOrDefault(patch, 0));
            }
            json.writeEndArray();
        }
        texts("needs", needs);
        json.writeEndObject();
    }

    private void flag(String name, boolean set) throws IOException {
        if (set) {
            json.writeBooleanField(name, true);
        }
    }

    private void directory(DirectoryTree.Directory directory) throws IOException {
        json.writeStartArray();
        json.writeNumber(directory.depth());
        json.writeString(directory.name());
        if (directory.link().isPresent()) {
            json.writeString(directory.link().get());
        }
        for (int number : directory.packages()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    /** gzip that takes its time: the file is written once and read often. */
    private static final class Smallest extends GZIPOutputStream {
        Smallest(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
