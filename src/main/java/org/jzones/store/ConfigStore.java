package org.jzones.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.store.xml.DocumentKind;
import org.jzones.store.xml.ZoneDocumentReader;
import org.jzones.store.xml.ZoneDocumentWriter;

/** The configurations of a host root: etc/zones/NAME.xml and the templates (spec 1.2). */
public final class ConfigStore {
    public static final ZoneName DEFAULT_TEMPLATE = new ZoneName("SUNWdefault");
    public static final ZoneName BLANK_TEMPLATE = new ZoneName("SUNWblank");

    private final Layout layout;
    private final AtomicFile files;

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
        return bytes(zone).map(bytes -> parse(zone, bytes));
    }

    /**
     * The configuration, unless its document cannot set any of these properties because it does not even name them; then
     * it is not parsed. Whoever asks takes their defaults, as for a document that is missing or invalid.
     */
    public Optional<ZoneConfig> readIfSetting(ZoneName zone, GlobalProperty... properties) {
        Optional<byte[]> bytes = bytes(zone);
        return bytes.isPresent() && mayName(bytes.get(), properties)
                ? Optional.of(parse(zone, bytes.get()))
                : Optional.empty();
    }

    /** False if the document is text in an encoding that keeps ASCII, and none of the names is in it. */
    private static boolean mayName(byte[] document, GlobalProperty[] properties) {
        String text = new String(document, StandardCharsets.ISO_8859_1);
        boolean may = text.indexOf('\0') >= 0 || text.contains("encoding");
        for (GlobalProperty property : properties) {
            may |= text.contains(property.word());
        }
        return may;
    }

    /** The template's or zone's configuration; the two built-in templates serve where a host has none of its own. */
    public Optional<ZoneConfig> template(ZoneName name) {
        return read(name).or(() -> builtIn(name));
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

    private static Optional<ZoneConfig> builtIn(ZoneName name) {
        if (name.equals(BLANK_TEMPLATE)) {
            return Optional.of(ZoneConfig.blank(name));
        }
        if (!name.equals(DEFAULT_TEMPLATE)) {
            return Optional.empty();
        }
        ZoneConfig sparse = ZoneConfig.blank(name);
        for (String dir : new String[] {"/lib", "/platform", "/sbin", "/usr"}) {
            sparse = sparse.adding(Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", dir));
        }
        return Optional.of(sparse.with(GlobalProperty.ZONENAME, name.value()));
    }
}
