package org.jzones.op;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jzones.bits.SystemImage;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.Inventory;
import org.jzones.model.Message;
import org.jzones.model.ZoneConfig;

/** Whether the system of an image fits this host: its release, its processor, and what it says of its software (spec 6.3). */
final class ImageSoftware {
    private static final String CORE = "SUNWcsr";

    private final HostRoot host;
    private final SystemImage image;

    ImageSoftware(HostRoot host, SystemImage image) {
        this.host = host;
        this.image = image;
    }

    /** Checks release and processor, where this host says what they are. @throws Failure if one is another */
    void requireFits() {
        requireRelease();
        requireArchitecture();
    }

    private void requireRelease() {
        Path file = host.files().layout().release();
        Optional<String> here = hosts(file).map(bytes -> value(bytes, "VERSION").orElse(""));
        String there = image.release().flatMap(bytes -> value(bytes, "VERSION")).orElse("an unknown release");
        if (here.isPresent() && !here.get().equals(there)) {
            throw Failure.of(Message.ARCHIVE_RELEASE, image.shown(), there, here.get());
        }
    }

    private void requireArchitecture() {
        Path file = host.files().layout().packageDir(CORE).resolve("pkginfo");
        Optional<String> here = hosts(file).flatMap(bytes -> value(bytes, "ARCH"));
        if (here.isEmpty()) {
            return;
        }
        image.pkginfo(CORE).flatMap(bytes -> value(bytes, "ARCH")).ifPresent(there -> requireSame(there, here.get()));
        image.head("content_architectures").ifPresent(named -> {
            List<String> kernels = List.of(named.split(","));
            boolean fits = kernels.stream().map(ImageSoftware::instructions).anyMatch(here.get()::equals);
            if (!fits) {
                throw Failure.of(Message.ARCHIVE_ARCHITECTURE, image.shown(), named, here.get());
            }
        });
    }

    private void requireSame(String there, String here) {
        if (!there.equals(here)) {
            throw Failure.of(Message.ARCHIVE_ARCHITECTURE, image.shown(), there, here);
        }
    }

    /** Of a kernel's architecture what programs are made for. */
    private static String instructions(String kernel) {
        String name = kernel.strip();
        return name.startsWith("sun4") ? "sparc" : name.startsWith("i86") ? "i386" : name;
    }

    private Optional<byte[]> hosts(Path file) {
        Layout layout = host.files().layout();
        try {
            return RegularFile.readIfRegular(file, layout);
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(file), e);
        }
    }

    private static Optional<String> value(byte[] bytes, String key) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).strip())
                .reduce((first, last) -> last);
    }

    /** The names of other zones that the machine had. */
    List<String> zones() {
        String index = new String(image.zones().orElse(new byte[0]), StandardCharsets.UTF_8);
        return index.lines()
                .filter(line -> !line.startsWith("#") && line.contains(":"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .filter(name -> !name.equals("global") && !name.isEmpty())
                .toList();
    }

    /** The software that the zone depends on, as its own database tells. */
    Inventory inventory(ZoneConfig config) {
        return image.inDatabase(root -> NeverDetached.inventory(host.softwareOf(root), config));
    }
}
