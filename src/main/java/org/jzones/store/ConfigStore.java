package org.jzones.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.PlainText;
import org.jzones.model.ValueType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.store.xml.DocumentKind;
import org.jzones.store.xml.RootTag;
import org.jzones.store.xml.ZoneDocumentReader;
import org.jzones.store.xml.ZoneDocumentWriter;

/** The configurations of a host root: etc/zones/NAME.xml and the templates (spec 1.2). */
public final class ConfigStore {
    private static final String BEFORE = "before.xml";
    private static final String AFTER = "after.xml";

    private final Layout layout;
    private final AtomicFile files;
    private final LastParsed<ZoneConfig> last = new LastParsed<>();

    public ConfigStore(Layout layout, AtomicFile files) {
        this.layout = layout;
        this.files = files;
    }

    /**
     * The configuration under this name, carrying it; empty if there is no document.
     *
     * @throws Failure if the document cannot be read or is invalid
     */
    public Optional<ZoneConfig> read(ZoneName zone) {
        return bytes(zone).map(bytes -> last.of(bytes, b -> parse(zone, b)).named(zone));
    }

    /**
     * Brand and ip-type as the first tag of the document has them, whatever is behind it; those of a native zone if there is
     * no document, empty if it cannot be read.
     */
    public Optional<Map<GlobalProperty, String>> kind(ZoneName zone) {
        Optional<byte[]> bytes = bytes(zone);
        Optional<Map<String, String>> tag = bytes.isEmpty() ? Optional.of(Map.of()) : RootTag.attributes(bytes.get());
        if (tag.isEmpty()) {
            return Optional.empty();
        }
        Map<GlobalProperty, String> kind = new EnumMap<>(GlobalProperty.class);
        for (GlobalProperty property : new GlobalProperty[] {GlobalProperty.BRAND, GlobalProperty.IP_TYPE}) {
            String text = tag.get().getOrDefault(property.xmlName(), "");
            kind.put(property, text.isEmpty() ? property.byDefault() : text);
        }
        boolean possible = PlainText.isWord(kind.getOrDefault(GlobalProperty.BRAND, ""), ZoneName.MAX_LENGTH)
                && ValueType.IP_TYPE.choices().contains(kind.getOrDefault(GlobalProperty.IP_TYPE, ""));
        return possible ? Optional.of(kind) : Optional.empty();
    }

    /** The template's or zone's configuration; the built-in templates serve where a host has none of its own. */
    public Optional<ZoneConfig> template(ZoneName name) {
        return read(name).or(() -> Templates.builtIn(name, layout));
    }

    /** Writes the two templates that programs look for, where there are none. */
    public void provideTemplates() {
        for (ZoneName name : new ZoneName[] {Templates.DEFAULT, Templates.BLANK}) {
            if (!Layout.exists(layout.config(name))) {
                Templates.builtIn(name, layout).ifPresent(template -> write(name, template));
            }
        }
    }

    /** The bytes of the document, if there is one. */
    public Optional<byte[]> bytes(ZoneName zone) {
        Path path = layout.config(zone);
        try {
            return Optional.of(RegularFile.read(path, layout.shown(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(path), e);
        }
    }

    public void write(ZoneName zone, ZoneConfig config) {
        files.write(layout.config(zone), ZoneDocumentWriter.write(config.named(zone)));
    }

    /**
     * The same, so that it can be undone by whoever finds it half done.
     *
     * @param place a directory, in which the document is kept as it was and as it becomes
     */
    public void replace(ZoneName zone, ZoneConfig config, Path place) {
        byte[] becoming = ZoneDocumentWriter.write(config.named(zone));
        bytes(zone).ifPresent(was -> files.write(place.resolve(BEFORE), was));
        files.write(place.resolve(AFTER), becoming);
        files.write(layout.config(zone), becoming);
    }

    /** Undoes that, unless somebody has changed the document since; nothing to do if it was not replaced. */
    public void putBack(ZoneName zone, Path place) {
        Optional<byte[]> was = kept(place.resolve(BEFORE));
        Optional<byte[]> became = kept(place.resolve(AFTER));
        if (was.isPresent()
                && became.isPresent()
                && Arrays.equals(became.get(), bytes(zone).orElse(null))) {
            files.write(layout.config(zone), was.get());
        }
    }

    private Optional<byte[]> kept(Path file) {
        try {
            return RegularFile.readIfRegular(file, layout);
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(file), e);
        }
    }

    public void remove(ZoneName zone) {
        files.remove(layout.config(zone));
    }

    /** The configuration a verb needs. @throws Failure if the zone has no document */
    public ZoneConfig require(ZoneName zone) {
        return read(zone)
                .orElseThrow(() -> Failure.of(Message.CONFIG_MISSING, zone, layout.shown(layout.config(zone))));
    }

    /** The configuration in the bytes of the zone's document. */
    public ZoneConfig parse(ZoneName zone, byte[] bytes) {
        String shown = layout.shown(layout.config(zone));
        try {
            return ZoneDocumentReader.read(new ByteArrayInputStream(bytes), shown, DocumentKind.CONFIGURATION)
                    .config()
                    .named(zone);
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
    }
}
