package org.jzones.software.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.jzones.file.FileTrouble;
import org.jzones.file.RegularFile;
import org.jzones.model.DirectoryTree;
import org.jzones.model.Failure;
import org.jzones.model.HostCapacity;
import org.jzones.model.HostInventory;
import org.jzones.model.HostPackage;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.Patch;
import org.jzones.model.ZoneDemand;

/** Reads inventory files, as docs/json.md describes them. They come from elsewhere: nothing in them is believed unchecked. */
public final class InventoryReader {
    /** Most packages, directories, references and the like together; a full-size host has fewer than 100,000. */
    private static final int MOST = 500_000;
    /** Most packages, and most patches; a full-size host has 2,000. */
    private static final int MOST_OF_A_KIND = 100_000;

    private static final int MOST_ZONES = 100_000;
    private static final long MOST_CPUS = 1 << 20;
    /** In bytes: an exabyte. */
    private static final long MOST_MEMORY = 1L << 60;

    /** Most characters in all texts together. */
    private static final int MOST_TEXT = 16 << 20;

    private static final int BUFFER = 1 << 16;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(20)
                    .maxNameLength(100)
                    .build())
            .build();

    private final JsonParser json;
    private final String shownPath;
    private int count;
    private int length;

    private InventoryReader(JsonParser json, String shownPath) {
        this.json = json;
        this.shownPath = shownPath;
    }

    /**
     * The inventory.
     *
     * @throws Failure naming the file, if it is none, damaged, too large or of another version
     */
    public static HostInventory read(InputStream in, String shownPath) {
        try (InputStream plain = RegularFile.bounded(new GZIPInputStream(in, BUFFER), shownPath);
                JsonParser json = FACTORY.createParser(plain)) {
            return new InventoryReader(json, shownPath).inventory();
        } catch (EOFException | JsonEOFException e) {
            throw invalid(shownPath, "it ends too early");
        } catch (ZipException e) {
            throw invalid(shownPath, "it is damaged, or not compressed with gzip");
        } catch (JsonProcessingException e) {
            throw invalid(shownPath, "it holds no valid JSON");
        } catch (IOException e) {
            throw FileTrouble.reading(shownPath, e);
        }
    }

    private static Failure invalid(String shownPath, String why) {
        return Failure.of(Message.INVENTORY_INVALID, shownPath, why);
    }

    private Failure invalid(String why) {
        return invalid(shownPath, why);
    }

    private HostInventory inventory() throws IOException {
        require(JsonToken.START_OBJECT, "an object");
        head();
        String host = "";
        String kind = HostInventory.SADM;
        int zones = 0;
        boolean contents = true;
        String architecture = "";
        OptionalInt cpus = OptionalInt.empty();
        OptionalLong memory = OptionalLong.empty();
        Optional<List<ZoneDemand>> demands = Optional.empty();
        List<Patch> patches = List.of();
        List<HostPackage> packages = List.of();
        Map<String, List<String>> needs = new HashMap<>();
        DirectoryTree directories = new DirectoryTree.Builder().build();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "host" -> host = text();
                case "kind" -> kind = text();
                case "zones" -> zones = zones();
                case "contents" -> contents = flag();
                case "architecture" -> architecture = text();
                case "cpus" -> cpus = OptionalInt.of((int) upTo(MOST_CPUS));
                case "memory" -> memory = OptionalLong.of(upTo(MOST_MEMORY));
                case "demands" -> demands = Optional.of(demands());
                case "patches" -> patches = patches();
                case "packages" -> packages = packages(patches, needs);
                case "directories" -> directories = directories(packages.size());
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw invalid("something follows the inventory");
        }
        return new HostInventory(host, kind, zones, contents, packages, needs, directories)
                .with(new HostCapacity(architecture, cpus, memory), demands);
    }

    /** Format and version stand first, so that a later version is told from a damaged file. */
    private void head() throws IOException {
        if (!"format".equals(json.nextFieldName()) || !InventoryWriter.FORMAT.equals(json.nextTextValue())) {
            throw invalid("it is no inventory of a host");
        }
        if (!"version".equals(json.nextFieldName())) {
            throw invalid("it has no version");
        }
        json.nextToken();
        int version = number();
        if (version != InventoryWriter.VERSION) {
            throw Failure.of(Message.INVENTORY_VERSION, shownPath, version, InventoryWriter.VERSION);
        }
    }

    private List<ZoneDemand> demands() throws IOException {
        List<ZoneDemand> demands = new ArrayList<>();
        at(JsonToken.START_ARRAY, "a list of zones");
        while (next() == JsonToken.START_OBJECT) {
            String zone = "";
            String state = "";
            Optional<Map<String, String>> limits = Optional.empty();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "name" -> zone = text();
                    case "state" -> state = text();
                    case "limits" -> limits = Optional.of(limits());
                    default -> json.skipChildren();
                }
            }
            requireRoom(demands, "zones");
            demands.add(new ZoneDemand(zone, state, limits));
        }
        at(JsonToken.END_ARRAY, "a zone");
        return demands;
    }

    private Map<String, String> limits() throws IOException {
        Map<String, String> limits = new HashMap<>();
        at(JsonToken.START_OBJECT, "an object of limits");
        while (next() == JsonToken.FIELD_NAME) {
            String name = kept(json.currentName());
            json.nextToken();
            limits.put(name, text());
        }
        at(JsonToken.END_OBJECT, "a limit");
        return limits;
    }

    private List<Patch> patches() throws IOException {
        List<Patch> patches = new ArrayList<>();
        at(JsonToken.START_ARRAY, "a list of patches");
        while (next() == JsonToken.START_OBJECT) {
            String id = "";
            List<String> obsoletes = List.of();
            List<String> incompatibles = List.of();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "id" -> id = text();
                    case "obsoletes" -> obsoletes = texts();
                    case "incompatibles" -> incompatibles = texts();
                    default -> json.skipChildren();
                }
            }
            requireRoom(patches, "patches");
            patches.add(new Patch(id, obsoletes, incompatibles));
        }
        at(JsonToken.END_ARRAY, "a patch");
        return patches;
    }

    /** @param needs takes what each needs */
    private List<HostPackage> packages(List<Patch> patches, Map<String, List<String>> needs) throws IOException {
        List<HostPackage> packages = new ArrayList<>();
        at(JsonToken.START_ARRAY, "a list of packages");
        while (next() == JsonToken.START_OBJECT) {
            requireRoom(packages, "packages");
            packages.add(pkg(patches, needs));
        }
        at(JsonToken.END_ARRAY, "a package");
        return packages;
    }

    private HostPackage pkg(List<Patch> patches, Map<String, List<String>> needs) throws IOException {
        String name = "";
        String version = "";
        boolean allZones = false;
        boolean thisZone = false;
        boolean hollow = false;
        List<String> needed = List.of();
        List<Patch> of = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = text();
                case "version" -> version = text();
                case "allZones" -> allZones = flag();
                case "thisZone" -> thisZone = flag();
                case "hollow" -> hollow = flag();
                case "patches" -> {
                    at(JsonToken.START_ARRAY, "a list of numbers");
                    while (next() == JsonToken.VALUE_NUMBER_INT) {
                        of.add(patches.get(below(patches.size())));
                    }
                    at(JsonToken.END_ARRAY, "a number");
                }
                case "needs" -> needed = texts();
                default -> json.skipChildren();
            }
        }
        if (name.isEmpty()) {
            throw invalid("a package has no name");
        }
        needs.put(name, needed);
        return new HostPackage(name, version, allZones, thisZone, hollow, of);
    }

    private DirectoryTree directories(int packages) throws IOException {
        DirectoryTree.Builder tree = new DirectoryTree.Builder();
        at(JsonToken.START_ARRAY, "a list of directories");
        while (next() == JsonToken.START_ARRAY) {
            int depth = json.nextIntValue(-1);
            String name = json.nextTextValue();
            if (name == null || !tree.directory(depth, name)) {
                throw invalid("directory " + tree.size() + " is out of place");
            }
            kept(name);
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                tree.link(path());
                token = json.nextToken();
            }
            while (token == JsonToken.VALUE_NUMBER_INT) {
                tree.delivers(below(packages));
                token = next();
            }
            at(JsonToken.END_ARRAY, "the number of a package");
        }
        at(JsonToken.END_ARRAY, "a directory");
        return tree.build();
    }

    private String path() throws IOException {
        String path = text();
        if (!InRootPath.isWellFormed(path)) {
            throw invalid("a link leads to no path");
        }
        return path;
    }

    /** The next token, of those of which there may be many but not any number. */
    private @Nullable JsonToken next() throws IOException {
        if (++count > MOST) {
            throw invalid("it holds more than " + MOST + " names and numbers");
        }
        return json.nextToken();
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        at(JsonToken.START_ARRAY, "a list of texts");
        while (next() == JsonToken.VALUE_STRING) {
            texts.add(kept(json.getText()));
        }
        at(JsonToken.END_ARRAY, "a text");
        return texts;
    }

    private String text() throws IOException {
        at(JsonToken.VALUE_STRING, "a text");
        return kept(json.getText());
    }

    private String kept(String text) {
        length += text.length();
        if (length > MOST_TEXT) {
            throw invalid("it holds more than " + MOST_TEXT + " characters of names");
        }
        return text;
    }

    private void requireRoom(List<?> list, String what) {
        if (list.size() == MOST_OF_A_KIND) {
            throw invalid("it holds more than " + MOST_OF_A_KIND + " " + what);
        }
    }

    private int zones() throws IOException {
        int zones = number();
        if (zones < 0 || zones > MOST_ZONES) {
            throw invalid("it counts " + zones + " zones");
        }
        return zones;
    }

    /** A number from 1 on. */
    private long upTo(long most) throws IOException {
        at(JsonToken.VALUE_NUMBER_INT, "a number");
        long number = json.getLongValue();
        if (number < 1 || number > most) {
            throw invalid("it has " + number + " of what a host has");
        }
        return number;
    }

    private int number() throws IOException {
        at(JsonToken.VALUE_NUMBER_INT, "a number");
        return json.getIntValue();
    }

    private int below(int limit) throws IOException {
        int number = number();
        if (number < 0 || number >= limit) {
            throw invalid("it refers to number " + number + " of a list of " + limit);
        }
        return number;
    }

    private boolean flag() throws IOException {
        boolean set = json.hasToken(JsonToken.VALUE_TRUE);
        if (!set) {
            at(JsonToken.VALUE_FALSE, "true or false");
        }
        return set;
    }

    private void require(JsonToken token, String what) throws IOException {
        json.nextToken();
        at(token, what);
    }

    private void at(JsonToken token, String what) throws IOException {
        if (!json.hasToken(token)) {
            if (json.currentToken() == null) {
                throw new EOFException();
            }
            throw invalid(what + " is missing in it");
        }
    }
}
