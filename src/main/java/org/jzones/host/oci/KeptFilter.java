package org.jzones.host.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;

/**
 * The list of calls that a container may make, in the form that the kernel takes: what crun made of it for the container
 * before. Making it is half of what crun does for a container, so the form is kept as long as machine, engine and list are
 * the same, and handed over with the list. Of other engines nothing is kept: they do not take it.
 */
final class KeptFilter {
    private final Layout layout;
    private final AtomicFile files;
    private final Path engine;
    /** What the form belongs to. */
    private final String origin;

    /**
     * Of an engine.
     *
     * @param boot the id of this boot of the machine: the form is the kernel's
     * @param profile all that the list depends on
     */
    KeptFilter(Layout layout, AtomicFile files, Path engine, String boot, String profile) {
        this.layout = layout;
        this.files = files;
        this.engine = engine;
        this.origin = boot + "\n" + engine + " " + changed(engine) + "\n" + profile + "\n";
    }

    private static String changed(Path engine) {
        try {
            return Files.getLastModifiedTime(engine).toMillis() + " " + Files.size(engine);
        } catch (IOException e) {
            throw FileTrouble.reading(engine.toString(), e);
        }
    }

    private boolean isTaken() {
        return String.valueOf(engine.getFileName()).equals("crun");
    }

    /** The form in base64; empty if it has to be made. */
    Optional<String> find() {
        try {
            return isTaken()
                    ? RegularFile.readIfRegular(layout.keptFilter(), layout)
                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                            .filter(text -> text.startsWith(origin))
                            .map(text -> text.substring(origin.length()).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(layout.keptFilter()), e);
        }
    }

    /** Keeps what the engine has made for a container; a release of it that leaves no such file goes without. */
    void keep(Path made) {
        try {
            Optional<byte[]> form = isTaken() ? RegularFile.readIfRegular(made, layout) : Optional.empty();
            if (form.filter(bytes -> bytes.length > 0).isPresent()) {
                String text = origin + Base64.getEncoder().encodeToString(form.get()) + "\n";
                files.writeForThisBoot(layout.keptFilter(), text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(made), e);
        }
    }

    /** Whatever was wrong, the next container is made without it. */
    void forget() {
        files.remove(layout.keptFilter());
    }
}
