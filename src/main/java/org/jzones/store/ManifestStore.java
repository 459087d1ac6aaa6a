package org.jzones.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Manifest;
import org.jzones.store.xml.DocumentKind;
import org.jzones.store.xml.ZoneDocumentReader;
import org.jzones.store.xml.ZoneDocumentWriter;

/** Detach manifests: ZONEPATH/SUNWdetached.xml, and what attach -F keeps aside (spec 1.2, 4.4). */
public final class ManifestStore {
    private final Layout layout;
    private final AtomicFile files;

    public ManifestStore(Layout layout, AtomicFile files) {
        this.layout = layout;
        this.files = files;
    }

    /** The manifest's bytes, as detach writes them. */
    public static byte[] bytes(Manifest manifest) {
        return ZoneDocumentWriter.write(manifest);
    }

    /** The manifest in the zonepath; empty if there is none. @throws org.jzones.model.Failure if it is invalid */
    public Optional<Manifest> read(String zonepath) {
        return readFile(layout.manifest(zonepath));
    }

    /** The manifest in a directory of this host. */
    public Optional<Manifest> readIn(Path zonepath) {
        return readFile(zonepath.resolve(layout.manifest("/x").getFileName()));
    }

    /** A manifest from a stream of the caller's. */
    public static Manifest read(InputStream in, String shownPath) {
        try {
            return ZoneDocumentReader.read(RegularFile.bounded(in, shownPath), shownPath, DocumentKind.MANIFEST);
        } catch (IOException e) {
            throw FileTrouble.reading(shownPath, e);
        }
    }

    public void write(String zonepath, Manifest manifest) {
        files.write(layout.manifest(zonepath), bytes(manifest));
    }

    /** What is in the manifest's place, for {@link #putBack}; empty if there is no file. */
    public Optional<byte[]> present(String zonepath) {
        Path path = layout.manifest(zonepath);
        try {
            return RegularFile.readIfRegular(path, layout);
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(path), e);
        }
    }

    /** Makes the manifest's place what it was before a {@link #write}. */
    public void putBack(String zonepath, Optional<byte[]> bytes) {
        if (bytes.isPresent()) {
            files.write(layout.manifest(zonepath), bytes.get());
        } else {
            files.remove(layout.manifest(zonepath));
        }
    }

    /** Removes both one kept aside and the manifest, which goes last: until then the zone can be attached again. */
    public void removeAll(String zonepath) {
        files.remove(layout.attachedManifest(zonepath));
        files.remove(layout.manifest(zonepath));
    }

    /** Keeps the manifest as SUNWattached.xml, if there is one. */
    public void keepAside(String zonepath) {
        if (Layout.exists(layout.manifest(zonepath))) {
            files.rename(layout.manifest(zonepath), layout.attachedManifest(zonepath));
        }
    }

    private Optional<Manifest> readFile(Path path) {
        String shown = layout.shown(path);
        try {
            return Optional.of(read(new ByteArrayInputStream(RegularFile.read(path, shown)), shown));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
    }
}
