package org.jzones.op;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jzones.bits.ArchiveImage;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.Inventory;
import org.jzones.model.Message;
import org.jzones.model.ZoneConfig;

/** Whether the system in an archive fits this host: its release, its processor, and what it says of its software (spec 6.3). */
final class ImageSoftware {
    private static final String CORE = "SUNWcsr";

    private final HostRoot host;
    private final ArchiveImage image;

    ImageSoftware(HostRoot host, ArchiveImage image) {
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
        Optional<byte[]> core = Optional.ofNullable(image.software().get("var/sadm/pkg/" + CORE + "/pkginfo"));
        core.flatMap(bytes -> value(bytes, "ARCH")).ifPresent(there -> requireSame(there, here.get()));
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
        Path copy = copy();
        try {
            return NeverDetached.inventory(host.softwareOf(new Layout(copy)), config);
        } finally {
            remove(copy);
        }
    }

    /** The files of the database by themselves, in a directory that nobody else can reach. */
    private Path copy() {
        Path directory = temporary();
        try {
            Files.createDirectories(directory.resolve("var/sadm/pkg"));
            for (Map.Entry<String, byte[]> file : image.software().entrySet()) {
                Path path = directory.resolve(file.getKey()); // of the names only that a package can have
                Files.createDirectories(path.resolveSibling("."));
                Files.write(path, file.getValue());
            }
            return directory;
        } catch (IOException e) {
            remove(directory);
            throw FileTrouble.writing(directory.toString(), e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("jzones-archive");
        } catch (IOException e) {
            throw FileTrouble.writing("a temporary directory", e);
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            IOException cause = e instanceof IOException io ? io : FileTrouble.causeOf((UncheckedIOException) e);
            throw FileTrouble.removing(directory.toString(), cause);
        }
    }
}
