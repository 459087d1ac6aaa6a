package org.jzones.store.xml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.jzones.model.DevicePermission;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Inventory;
import org.jzones.model.Kept;
import org.jzones.model.ListItem;
import org.jzones.model.Manifest;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;
import org.jzones.model.Property;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ValueType;
import org.jzones.model.ZoneConfig;

/** Documents: what is written is read back the same, and what Solaris 10 writes is read (spec 1.2, 4.4). */
class ZoneDocumentTest {
    private static final int DOCUMENTS = 4000;
    private static final List<ResourceType> TYPES = List.of(ResourceType.values());

    private static Manifest read(byte[] bytes, DocumentKind kind) {
        try {
            return ZoneDocumentReader.read(new ByteArrayInputStream(bytes), "x.xml", kind);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Manifest read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), DocumentKind.MANIFEST);
    }

    @Test
    void configurationsAreReadAsTheyWereWritten() {
        for (long seed = 1; seed <= DOCUMENTS; seed++) {
            ZoneConfig config = config(new Random(seed));
            byte[] bytes = ZoneDocumentWriter.write(config);
            ZoneConfig back = read(bytes, DocumentKind.CONFIGURATION).config();
            assertEquals(config, back, "seed " + seed + ":\n" + new String(bytes, StandardCharsets.UTF_8));
            assertArrayEquals(bytes, ZoneDocumentWriter.write(back), "seed " + seed);
        }
    }

    @Test
    void manifestsAreReadAsTheyWereWritten() {
        for (long seed = 1; seed <= DOCUMENTS; seed++) {
            Random random = new Random(seed);
            Manifest manifest = new Manifest(config(random), inventory(random), devices(random));
            byte[] bytes = ZoneDocumentWriter.write(manifest);
            Manifest back = read(bytes, DocumentKind.MANIFEST);
            assertEquals(manifest, back, "seed " + seed + ":\n" + new String(bytes, StandardCharsets.UTF_8));
            assertArrayEquals(bytes, ZoneDocumentWriter.write(back), "seed " + seed);
        }
    }

    private static ZoneConfig config(Random random) {
        Map<GlobalProperty, String> properties = new EnumMap<>(GlobalProperty.class);
        for (GlobalProperty property : GlobalProperty.values()) {
            if (property.isAlwaysWritten() || random.nextBoolean()) {
                String text = value(property.type(), random);
                // an empty attribute is how a document says that a property is not set
                boolean word = text.isEmpty() || property == GlobalProperty.BRAND;
                properties.put(property, word && property != GlobalProperty.ZONEPATH ? "x" : text);
            }
        }
        if (random.nextInt(5) > 0) {
            properties.put(GlobalProperty.AUTOBOOT, Boolean.toString(random.nextBoolean()));
        } else {
            properties.remove(GlobalProperty.AUTOBOOT);
        }
        List<Resource> resources = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            ResourceType type = TYPES.get(random.nextInt(TYPES.size()));
            if (type == ResourceType.CAPPED_CPU
                    || type == ResourceType.UNKNOWN
                    || (type.isSingle() && resources.stream().anyMatch(other -> other.type() == type))) {
                continue;
            }
            resources.add(resource(type, random));
        }
        return new ZoneConfig(properties, resources, Kept.NOTHING);
    }

    private static Resource resource(ResourceType type, Random random) {
        if (type == ResourceType.DEDICATED_CPU) {
            Resource cpu = Resource.of(type).with("ncpus", random.nextBoolean() ? "2" : "1-" + (2 + random.nextInt(9)));
            return random.nextBoolean() ? cpu : cpu.with("importance", "10");
        }
        if (type == ResourceType.CAPPED_MEMORY) {
            return Resource.of(type).with("physical", "536870912");
        }
        Resource resource = Resource.of(type);
        for (Property property : type.properties()) {
            boolean stored = type.xmlAttributes().contains(property.xmlName());
            if (stored && (property.isRequired() || random.nextBoolean())) {
                String text = value(property.type(), random);
                resource = resource.with(property.name(), text.isEmpty() ? "x" : text);
            }
        }
        List<ListItem> items = new ArrayList<>();
        for (int i = type.list().isPresent() ? random.nextInt(3) : 0; i > 0; i--) {
            items.add(new ListItem(type.list().orElseThrow().fields().stream()
                    .map(field -> text(random))
                    .toList()));
        }
        return resource.withItems(items);
    }

    private static String value(ValueType type, Random random) {
        boolean fixed = type == ValueType.BOOLEAN || type == ValueType.IP_TYPE || type == ValueType.ATTR_TYPE;
        return fixed ? type.choices().get(random.nextInt(type.choices().size())) : text(random);
    }

    private static String text(Random random) {
        String[] parts = {
            "a",
            "/",
            " ",
            "  ",
            "<",
            ">",
            "&",
            "&amp;",
            "\"",
            "'",
            "]]>",
            "<!--",
            "-->",
            "%p;",
            "=",
            ",",
            ";",
            "#",
            "\\",
            "\u00FC",
            "\u20AC",
            "\uD83D\uDE00",
            "\u00A0",
            "\u2028",
            "\uFFFD",
            "\uE000",
            "{0}",
            "$1",
            "(",
            "]",
            "z"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    private static Inventory inventory(Random random) {
        List<Pkg> packages = new ArrayList<>();
        List<Patch> patches = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            packages.add(new Pkg("SUNW" + i + text(random), random.nextInt(9) == 0 ? "1\t2" : text(random)));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            patches.add(new Patch("1" + i + "-01" + text(random), ids(random), ids(random)));
        }
        return new Inventory(packages, patches);
    }

    private static List<String> ids(Random random) {
        return random.nextBoolean() ? List.of() : List.of("100000-0" + random.nextInt(9), "x" + text(random));
    }

    private static List<DevicePermission> devices(Random random) {
        return random.nextBoolean()
                ? List.of()
                : List.of(new DevicePermission("d" + text(random), 3, 60001, random.nextInt(01000), text(random)));
    }

    @Test
    void whatSolaris10WritesIsRead() {
        Manifest manifest = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE zone PUBLIC "-//Sun Microsystems Inc//DTD Zones//EN" "file:///usr/share/lib/xml/dtd/zonecfg.dtd.1">
                <!--
                    DO NOT EDIT THIS FILE.  Use zonecfg(1M) and zoneadm(1M) attach.
                -->
                <zone name="my-zone" zonepath="/export/zones/my-zone" autoboot="false" pool="" version="1" limitpriv="" bootargs="" ip-type="shared">
                  <dev-perm name="pts/1" uid="0" gid="7" mode="27620" acl=""/>
                  <package name="SUNWb" version="11.10.0,REV=2005.01.21.15.53"/>
                  <patch id="120000-02"><incompatible id=""/></patch>
                  <package name="SUNWa" version="1.0"/>
                  <network address="192.168.0.90" physical="bge0"/>
                  <patch id="118833-17">
                    <obsoletes id="117461-08"/>
                    <obsoletes id=""/>
                    <incompatible id="1-1"/>
                  </patch>
                  <inherited-pkg-dir directory="/lib"/>
                  <deleted-device match="x"/>
                  <patch id="118833-17"/>
                </zone>
                """);
        assertEquals("my-zone", manifest.config().zonename());
        assertEquals(
                Map.of(GlobalProperty.ZONENAME, "my-zone", GlobalProperty.ZONEPATH, "/export/zones/my-zone"),
                manifest.config().properties());
        assertEquals(
                new Inventory(
                        List.of(new Pkg("SUNWa", "1.0"), new Pkg("SUNWb", "11.10.0,REV=2005.01.21.15.53")),
                        List.of(
                                new Patch("118833-17", List.of("117461-08"), List.of("1-1")),
                                new Patch("120000-02", List.of(), List.of()))),
                manifest.software());
        assertEquals(List.of(new DevicePermission("pts/1", 0, 7, 0620, "")), manifest.devices());
        assertEquals(List.of("/lib"), manifest.config().inheritedDirs());
        assertEquals(3, manifest.config().resources().size());
    }

    @Test
    void whatIsWrittenIsAscii() {
        byte[] bytes = ZoneDocumentWriter.write(
                config(new Random(3)).with(GlobalProperty.POOL, "gr\u00FCn\u20AC\uD83D\uDE00"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(text.chars().allMatch(c -> c < 0x7F), text);
        assertTrue(text.startsWith("<?xml version=\"1.0\"?>\n<!DOCTYPE zone PUBLIC \"-//Sun"), text);
    }

    @Test
    void everyInvalidDocumentIsAFailureThatNamesFileAndLine() {
        String[] bad = {
            "<zone/>",
            "<zone name='a' zonepath='/a' autoboot='x'/>",
            "<zone name='a' zonepath='/a' autoboot='true'>x</zone>",
            "<zone name='a' zonepath='/a' autoboot='true'><x>&y;</x></zone>",
            "<zone name='a' zonepath='/a' autoboot='true' brand='a b'/>",
            "<zone name='a' zonepath='/a' autoboot='true'><network physical='a'/></zone>",
            "<zone name='a' zonepath='/a' autoboot='true'><device/></zone>",
            "<!DOCTYPE zone SYSTEM 'file:///usr/share/lib/xml/dtd/zonecfg.dtd.9'><zone name='a' autoboot='true'/>",
            "<?xml version='1.1'?><zone name='a' autoboot='true'/>",
            "<zone name='a' zonepath='/a' autoboot='true'><attr name='a' type='t' value='v'/></zone>",
            "<zone name='a' zonepath='/a' autoboot='true'><dev-perm name='a' uid='x' gid='0' mode='0' acl=''/></zone>",
            "<zone name='a' zonepath='/a' autoboot='true' version='2'/>",
            "<zone name='a' name='b' zonepath='/a' autoboot='true'/>",
            "<zone name='a' zonepath='/a' autoboot='true'/><zone/>",
            "<zone name='&#0;' zonepath='/a' autoboot='true'/>",
        };
        for (String text : bad) {
            Failure failure = assertThrows(Failure.class, () -> read(text), text);
            assertEquals("x.xml", failure.problems().get(0).details().get(0), text);
            assertEquals("1", failure.problems().get(0).details().get(1), text);
        }
    }
}
